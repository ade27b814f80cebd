What the loop does in the database itself: rows that old times left, and what must come out.

--- begin 1
CREATE SCHEMA killloop

--- begin 2
CREATE TABLE killloop.expected (
    external_id text NOT NULL,
    posting_ref text NOT NULL,
    email text,
    PRIMARY KEY (external_id, posting_ref))

--- begin 3
CREATE TABLE killloop.erased (email text PRIMARY KEY, request_id bigint NOT NULL)

--- begin 4
CREATE TABLE killloop.seeded (what text PRIMARY KEY, count bigint NOT NULL)

--- begin 5
INSERT INTO killloop.seeded VALUES ('applications', 0), ('messages', 0)

--- begin 6
INSERT INTO organizations (id, name) VALUES (900001, 'Old works')

--- begin 7
UPDATE compliance.retention_policies SET period = '99 years' WHERE retention_class <> 'communication'

--- begin 8
CREATE TABLE killloop.shared (run_id bigint PRIMARY KEY)

--- expect
INSERT INTO killloop.expected VALUES (:file, :posting, :email)

--- applications of old times
WITH posting AS (
    INSERT INTO jobs (organization_id, title, description, status, posted_at, closed_at)
    VALUES (900001, 'Old', 'Old', 'closed', now() - interval '9 years', now() - interval '5 years')
    RETURNING id
), applied AS (
    INSERT INTO applications
        (job_id, organization_id, candidate_email, status, status_changed_at, rejection_reason,
         archived_at)
    SELECT p.id, 900001, 'old' || p.id || '-' || i || '@old.example', 'rejected',
           now() - interval '2 years', 'other', now() - interval '1 year'
    FROM posting p, generate_series(1, 12000) i
    RETURNING id
), noted AS (
    INSERT INTO application_notes (application_id, body) SELECT id, 'n' FROM applied RETURNING id)
UPDATE killloop.seeded SET count = count + (SELECT count(*) FROM noted) WHERE what = 'applications'

--- applications to move
SELECT count(*) FROM applications WHERE organization_id = 900001

--- messages of old times
WITH sent AS (
    INSERT INTO messages (organization_id, recipient_email, channel, body, status, created_at)
    SELECT 900001, 'x@old.example', 'email', 'B', 'sent', now() - interval '3 years'
    FROM generate_series(1, 20000)
    RETURNING id)
UPDATE killloop.seeded SET count = count + (SELECT count(*) FROM sent) WHERE what = 'messages'

--- messages to end
SELECT count(*) FROM messages WHERE organization_id = 900001

--- somebody to erase
SELECT c.id
FROM candidates c
JOIN pipeline.source_records r ON r.candidate_id = c.id
WHERE c.email LIKE '%@crowd.example'
  AND NOT EXISTS (SELECT 1 FROM killloop.erased e WHERE e.email = c.email)
  AND NOT EXISTS (SELECT 1 FROM compliance.held_candidates h WHERE h.candidate_id = c.id)
GROUP BY c.id
HAVING bool_and(r.posting_ref = '') AND bool_and(r.state IN ('stored', 'duplicate'))
ORDER BY md5(c.email)
LIMIT 1

--- approve
UPDATE compliance.data_subject_requests
SET status = 'approved', identity_verified_at = now(), verification_method = 'in_person',
    decided_at = now()
WHERE status = 'received'

--- requests to execute
SELECT count(*) FROM compliance.data_subject_requests WHERE status IN ('approved', 'in_progress')

--- runs in progress
SELECT count(*) FROM pipeline.runs WHERE status = 'running'

--- ask for somebody held
INSERT INTO compliance.data_subject_requests
    (request_type, scope, candidate_id, subject_fingerprint, status, identity_verified_at,
     verification_method, decided_at)
SELECT 'erasure', 'platform', :candidate, sha256(convert_to(:candidate::text, 'UTF8')), 'approved',
       now(), 'in_person', now()

--- second models
SELECT count(*) FROM embedding_models WHERE name = 'second'

--- texts that the second model lacks
SELECT count(*)
FROM pipeline.candidate_texts t
WHERE NOT EXISTS (
    SELECT 1
    FROM embeddings e
    JOIN embedding_models m ON m.id = e.embedding_model_id
    WHERE m.name = 'second' AND e.entity_type = 'candidate' AND e.entity_id = t.candidate_id)

--- forget the second model
WITH forgotten AS (
    UPDATE embedding_models SET built_at = NULL WHERE name = 'second' RETURNING id)
DELETE FROM embeddings e USING forgotten f WHERE e.embedding_model_id = f.id

--- candidates with vectors
SELECT count(*)
FROM embeddings e
JOIN embedding_models m ON m.id = e.embedding_model_id AND m.is_active
WHERE e.entity_type = 'candidate' AND e.chunk_no = 0

--- postings ask for other years
UPDATE jobs
SET min_years_experience = 1 + coalesce(min_years_experience, 0) % 7
WHERE organization_id <> 900001

--- refreshes in work
SELECT (SELECT count(*) FROM pipeline.match_generations WHERE status = 'building')
       + (SELECT count(*) FROM pipeline.match_claims)
       + (SELECT count(*) FROM pipeline.match_planned_candidates)

--- shared refreshes
SELECT count(*) FROM pipeline.match_generations WHERE shared_epoch IS NOT NULL AND activated_at IS NOT NULL

--- shared refreshes are of old times
UPDATE pipeline.match_generations
SET activated_at = activated_at - interval '1 day', started_at = started_at - interval '1 day'
WHERE shared_epoch IS NOT NULL AND activated_at IS NOT NULL

--- last run
SELECT coalesce(max(id), 0) FROM pipeline.runs

--- runs that shared
INSERT INTO killloop.shared SELECT id FROM pipeline.runs WHERE id > :after

--- vectors of the active model
SELECT count(*) || ' ' || coalesce(
           md5(string_agg(concat_ws(' ', e.tableoid, e.ctid, e.xmin), ',' ORDER BY e.tableoid, e.ctid)), '')
FROM embeddings e
JOIN embedding_models m ON m.id = e.embedding_model_id AND m.is_active
