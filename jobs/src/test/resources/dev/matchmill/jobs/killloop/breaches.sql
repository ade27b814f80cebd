How each invariant of invariants.sql is broken, to see that it is noticed; all is undone.

--- 1 the ledger knows each item of the folder, and no other
INSERT INTO killloop.expected VALUES ('nowhere.txt', '', NULL)

--- 1 no item waits or is claimed
UPDATE pipeline.source_records
SET state = 'pending', lease_owner = 'x', lease_expires_at = now()
WHERE id = (SELECT min(id) FROM pipeline.source_records WHERE state = 'stored')

--- 1 each item ended as its content says
UPDATE killloop.expected
SET email = NULL
WHERE external_id = (SELECT min(external_id) FROM pipeline.source_records WHERE state = 'stored')

--- 1 the books of each finished run are the sum of its items, but for those that left with who was erased
UPDATE pipeline.ingestion_runs
SET stored_count = stored_count + 1000, seen_count = seen_count + 1000
WHERE id = (SELECT max(id) FROM pipeline.ingestion_runs WHERE status::text LIKE 'completed%')

--- 1 no item was stored twice
INSERT INTO pipeline.ingestion_items
    (run_id, source_record_id, external_id, content_hash, status, stage)
SELECT run_id, source_record_id, external_id, content_hash, status, stage
FROM pipeline.ingestion_items
WHERE status = 'stored' AND source_record_id IS NOT NULL
LIMIT 1

--- 2 there is one candidate for each person, and no other
INSERT INTO candidates (email, full_name) VALUES ('twice@crowd.example', 'Twice')

--- 2 there is one application for each person and posting, and no other
DELETE FROM applications
WHERE id = (SELECT min(id) FROM applications WHERE organization_id <> 900001)

--- 2 each old application is in one place, live or archived
UPDATE killloop.seeded SET count = count + 1 WHERE what = 'applications'

--- 2 each old message was ended once
UPDATE killloop.seeded SET count = count + 1 WHERE what = 'messages'

--- 3 each stored document has one text
DELETE FROM pipeline.document_texts WHERE id = (SELECT min(id) FROM pipeline.document_texts)

--- 3 each candidate with a text has one set of vectors of that text, of each model that is kept
DELETE FROM embeddings
WHERE entity_type = 'candidate'
  AND embedding_model_id = (SELECT id FROM embedding_models WHERE name = 'second')
  AND entity_id = (SELECT min(entity_id) FROM embeddings WHERE entity_type = 'candidate')

--- 3 each open posting has one set of vectors, of each model that is kept
DELETE FROM embeddings
WHERE entity_type = 'job'
  AND embedding_model_id = (SELECT id FROM embedding_models WHERE name = 'second')
  AND entity_id = (SELECT min(entity_id) FROM embeddings WHERE entity_type = 'job')

--- 3 the second model is built and beside the active one
UPDATE embedding_models SET built_at = NULL WHERE name = 'second'

--- 3 nobody who is erased has a vector of any model
INSERT INTO killloop.erased
SELECT email, 0
FROM candidates
WHERE id = (SELECT min(entity_id) FROM embeddings WHERE entity_type = 'candidate')

--- 3 no vector is of nobody
DELETE FROM pipeline.candidate_texts
WHERE candidate_id = (SELECT min(entity_id) FROM embeddings WHERE entity_type = 'candidate')

--- 3 no match is of a generation that nobody can see
WITH given_up AS (
    INSERT INTO pipeline.match_generations
        (embedding_model_id, is_full, config_version, status, source_watermark)
    SELECT embedding_model_id, is_full, config_version, 'failed', now()
    FROM pipeline.match_generations
    LIMIT 1
    RETURNING id)
INSERT INTO pipeline.match_results
    (job_id, generation_id, candidate_id, rank, score, vector_score, recommendation)
SELECT m.job_id, g.id, m.candidate_id, m.rank, m.score, m.vector_score, m.recommendation
FROM given_up g, pipeline.current_matches m
LIMIT 1

--- 3 no pool of matches is of a generation that is not in use
WITH given_up AS (
    INSERT INTO pipeline.match_generations
        (embedding_model_id, is_full, config_version, status, source_watermark)
    SELECT embedding_model_id, is_full, config_version, 'failed', now()
    FROM pipeline.match_generations
    LIMIT 1
    RETURNING id)
INSERT INTO pipeline.match_pools
    (job_id, generation_id, posting_hash, search_hash, has_results, candidate_ids, similarities,
     scores, near_count)
SELECT j.id, g.id, 0, 0, false, '{}', '{}', '{}', 0
FROM given_up g, (SELECT min(job_id) AS id FROM pipeline.match_job_states) j

--- 4 no file is there without its item
UPDATE pipeline.source_records
SET file_id = NULL
WHERE file_id = (SELECT min(file_id) FROM pipeline.source_records)

--- 4 no text is there without its stored item
UPDATE pipeline.source_records
SET file_id = NULL
WHERE file_id = (SELECT min(file_id) FROM pipeline.document_texts)

--- 4 no candidate is there without an item
INSERT INTO candidates (email, full_name) VALUES ('nobody@crowd.example', 'Nobody')

--- 4 what was not stored left nothing
UPDATE pipeline.source_records
SET candidate_id = (SELECT min(id) FROM candidates)
WHERE id = (SELECT min(id) FROM pipeline.source_records WHERE state = 'rejected')

--- 5 the matches of each open posting are complete
DELETE FROM pipeline.match_results r
USING pipeline.match_job_states s
WHERE s.job_id = r.job_id AND s.active_generation_id = r.generation_id AND r.rank = 1

--- 5 nobody who is erased or restricted is matched
INSERT INTO killloop.erased
SELECT email, 0 FROM candidates WHERE id = (SELECT min(candidate_id) FROM pipeline.current_matches)

--- 5 no generation is half built
INSERT INTO pipeline.match_generations
    (embedding_model_id, is_full, config_version, source_watermark)
SELECT embedding_model_id, is_full, config_version, now()
FROM pipeline.match_generations
LIMIT 1

--- 5 nothing is left of what a refresh set out to do
INSERT INTO pipeline.match_claims
    (generation_id, job_id, posting_hash, search_hash, is_marketplace, is_matched, ranked_at)
SELECT max(active_generation_id), min(job_id), 0, 0, true, true, now()
FROM pipeline.match_job_states

--- 5 no change waits for a refresh that has ended
INSERT INTO pipeline.match_invalidations (job_id, reason, claimed_by_generation_id)
SELECT min(job_id), 'job_changed', max(active_generation_id)
FROM pipeline.match_job_states

--- 5 every request for erasure is completed or held
INSERT INTO compliance.data_subject_requests (request_type, scope, subject_fingerprint)
VALUES ('erasure', 'platform', sha256('x'))

--- 6 every execution has ended
INSERT INTO pipeline.runs (command) VALUES ('run')

--- 6 no two executions of one scope overlapped, but for those that share it
INSERT INTO pipeline.runs (command, status, started_at, finished_at)
SELECT 'embed', 'failed', started_at, finished_at
FROM pipeline.runs
WHERE command = 'run'
ORDER BY id DESC
LIMIT 1

--- 7 no lock is held
DO $$ BEGIN PERFORM pg_advisory_xact_lock(42); END $$

--- 7 no session or transaction of the program is open
DO $$ BEGIN
    PERFORM set_config('application_name', 'matchmill', true);
    PERFORM pg_stat_clear_snapshot();
END $$

--- 7 no candidate is claimed by a worker that has ended
INSERT INTO pipeline.embedding_claims
    (embedding_model_id, candidate_id, lease_owner, lease_expires_at)
SELECT id, (SELECT min(id) FROM candidates), 'run-1-1', now()
FROM embedding_models
WHERE is_active
