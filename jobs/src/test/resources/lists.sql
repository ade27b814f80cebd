-- A posting, a candidate, a match of both and all earlier ones, a run and a rejection for each of :size numbers.
WITH organization AS (
    INSERT INTO organizations (name) VALUES ('Lists') RETURNING id
), model AS (
    INSERT INTO embedding_models (name, version, runtime, dimensions, max_tokens)
    VALUES ('listed', '1', 'onnx', 1024, 512) RETURNING id
), generation AS (
    INSERT INTO pipeline.match_generations (embedding_model_id, is_full, config_version, status, source_watermark, activated_at)
    SELECT id, TRUE, '1', 'active', now(), now() FROM model RETURNING id
), posting AS (
    INSERT INTO jobs (organization_id, external_ref, title, description, status, posted_at)
    SELECT o.id, 'P-' || i, 'Posting ' || i, 'Described', 'open', now() FROM organization o CROSS JOIN generate_series(1, :size) i
    RETURNING id, external_ref
), candidate AS (
    INSERT INTO candidates (email, full_name)
    SELECT 'c' || i || '@mail.example', 'Candidate ' || i FROM generate_series(1, :size) i RETURNING id
), state AS (
    INSERT INTO pipeline.match_job_states (job_id, active_generation_id, results_count)
    SELECT p.id, g.id, :size FROM posting p CROSS JOIN generation g RETURNING job_id
), match AS (
    INSERT INTO pipeline.match_results (job_id, generation_id, candidate_id, rank, score, vector_score, recommendation, breakdown)
    SELECT s.job_id, g.id, c.id, row_number() OVER (PARTITION BY s.job_id ORDER BY c.id), 0.5, 0.5, 'yes', '{"contributions": {"semantic": 0.5}}'
    FROM state s CROSS JOIN generation g CROSS JOIN candidate c RETURNING rank
), source AS (
    INSERT INTO pipeline.ingestion_sources (organization_id, kind, item_type, name, location)
    SELECT id, 'filesystem', 'resume', 'lists', '/lists' FROM organization RETURNING id
), run AS (
    INSERT INTO pipeline.runs (command, status, finished_at)
    SELECT 'run', 'completed', now() + interval '1 second' FROM generate_series(1, :size) RETURNING id
), rejected AS (
    INSERT INTO pipeline.dead_letters (source_id, external_id, stage, reason)
    SELECT s.id, 'item ' || i, 'parse', 'empty' FROM source s CROSS JOIN generate_series(1, :size) i RETURNING id
)
SELECT (SELECT count(*) FROM match) + (SELECT count(*) FROM run) + (SELECT count(*) FROM rejected)
