What must hold after any disturbance, once a start has ended undisturbed. Each finds what breaks it, as text; nothing found: it holds.
The number is that of the invariant; those of files and processes, and that a further run changes nothing, are checked elsewhere.

--- 1 the ledger knows each item of the folder, and no other
SELECT coalesce(e.external_id, r.external_id)
FROM killloop.expected e
FULL JOIN pipeline.source_records r USING (external_id, posting_ref)
WHERE e.external_id IS NULL OR r.external_id IS NULL

--- 1 no item waits or is claimed
SELECT external_id FROM pipeline.source_records WHERE state = 'pending' OR lease_owner IS NOT NULL

--- 1 each item ended as its content says
SELECT r.external_id || ' is ' || r.state
FROM killloop.expected e
JOIN pipeline.source_records r USING (external_id, posting_ref)
WHERE CASE
          WHEN e.email IS NULL THEN r.state <> 'rejected'
          WHEN EXISTS (SELECT 1 FROM killloop.erased x WHERE x.email = e.email)
          THEN r.state <> 'suppressed'
          ELSE r.state NOT IN ('stored', 'duplicate')
      END

--- 1 the books of each finished run are the sum of its items, but for those that left with who was erased
SELECT 'run of a source ' || i.id
FROM pipeline.ingestion_runs i
WHERE i.status IN ('completed', 'completed_with_errors')
  AND i.stored_count + i.duplicate_count + i.suppressed_count + i.rejected_count + i.deferred_count
      - (SELECT count(*) FROM pipeline.ingestion_items t WHERE t.run_id = i.id)
      NOT BETWEEN 0 AND (SELECT count(*)
                         FROM killloop.expected e
                         JOIN killloop.erased x ON x.email = e.email)

--- 1 no item was stored twice
SELECT 'item ' || source_record_id
FROM pipeline.ingestion_items
WHERE status = 'stored' AND source_record_id IS NOT NULL
GROUP BY source_record_id, content_hash
HAVING count(*) > 1

--- 2 there is one candidate for each person, and no other
SELECT coalesce(w.email, c.email)
FROM (SELECT DISTINCT e.email FROM killloop.expected e
      WHERE e.email IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM killloop.erased x WHERE x.email = e.email)) w
FULL JOIN (SELECT email FROM candidates WHERE anonymized_at IS NULL) c ON c.email = w.email
WHERE w.email IS NULL OR c.email IS NULL

--- 2 there is one application for each person and posting, and no other
SELECT concat_ws(' ', coalesce(w.email, a.email), coalesce(w.posting_ref, a.posting_ref))
FROM (SELECT DISTINCT e.email, e.posting_ref, 1 AS attempt FROM killloop.expected e
      WHERE e.email IS NOT NULL AND e.posting_ref <> '') w
FULL JOIN (SELECT p.candidate_email AS email, j.external_ref AS posting_ref,
                  CAST(p.attempt_no AS integer) AS attempt
           FROM applications p
           JOIN jobs j ON j.id = p.job_id
           WHERE p.organization_id <> 900001) a
       ON a.email = w.email AND a.posting_ref = w.posting_ref AND a.attempt = w.attempt
WHERE w.email IS NULL OR a.email IS NULL

--- 2 each old application is in one place, live or archived
SELECT 'applications: ' || s.count || ' were made, ' || live.n + archived.n || ' are there'
FROM killloop.seeded s,
     (SELECT count(*) AS n FROM applications WHERE organization_id = 900001) live,
     (SELECT count(*) AS n FROM archive.applications WHERE organization_id = 900001) archived
WHERE s.what = 'applications'
  AND (s.count <> live.n + archived.n
       OR EXISTS (SELECT 1 FROM applications a JOIN archive.applications b ON b.application_id = a.id))

--- 2 each old message was ended once
SELECT 'messages: ' || s.count || ' were made, ' || live.n || ' are there, ' || coalesce(ended.n, 0)
       || ' are in the ledger'
FROM killloop.seeded s,
     (SELECT count(*) AS n FROM messages WHERE organization_id = 900001) live,
     (SELECT sum(rows_affected) AS n FROM compliance.erasure_ledger
      WHERE table_name = 'messages' AND retention_action_id IS NOT NULL) ended
WHERE s.what = 'messages' AND (live.n > 0 OR s.count <> coalesce(ended.n, 0))

--- 3 each stored document has one text
SELECT r.external_id || ' has ' || count(t.id)
FROM pipeline.source_records r
LEFT JOIN pipeline.document_texts t ON t.file_id = r.file_id
WHERE r.state = 'stored'
GROUP BY r.id, r.external_id
HAVING count(t.id) <> 1

--- 3 each candidate with a text has one set of vectors of that text, of each model that is kept
SELECT 'candidate ' || t.candidate_id || ', model ' || m.name
FROM pipeline.candidate_texts t
CROSS JOIN embedding_models m
LEFT JOIN embeddings e
       ON e.entity_type = 'candidate'
      AND e.entity_id = t.candidate_id
      AND e.embedding_model_id = m.id
WHERE m.is_active OR m.built_at IS NOT NULL
GROUP BY t.candidate_id, m.id
HAVING count(*) FILTER (WHERE e.chunk_no = 0) <> 1
    OR count(DISTINCT e.chunk_count) <> 1
    OR count(*) <> max(e.chunk_count) + CASE WHEN max(e.chunk_count) > 1 THEN 1 ELSE 0 END
    OR count(*) FILTER (WHERE e.content_hash <> t.text_sha256) > 0

--- 3 each open posting has one set of vectors, of each model that is kept
SELECT 'posting ' || j.id || ', model ' || m.name
FROM jobs j
CROSS JOIN embedding_models m
LEFT JOIN embeddings e
       ON e.entity_type = 'job' AND e.entity_id = j.id AND e.embedding_model_id = m.id
WHERE j.status = 'open' AND j.deleted_at IS NULL AND (m.is_active OR m.built_at IS NOT NULL)
GROUP BY j.id, m.id
HAVING count(*) FILTER (WHERE e.chunk_no = 0) <> 1
    OR count(DISTINCT e.chunk_count) <> 1
    OR count(*) <> max(e.chunk_count) + CASE WHEN max(e.chunk_count) > 1 THEN 1 ELSE 0 END

--- 3 the second model is built and beside the active one
SELECT 'model ' || name
FROM embedding_models
WHERE CASE WHEN name = 'second' THEN is_active OR built_at IS NULL ELSE NOT is_active END

--- 3 nobody who is erased has a vector of any model
SELECT 'candidate ' || e.entity_id
FROM embeddings e
JOIN candidates c ON c.id = e.entity_id
WHERE e.entity_type = 'candidate'
  AND (c.anonymized_at IS NOT NULL
       OR EXISTS (SELECT 1 FROM killloop.erased x WHERE x.email = c.email))

--- 3 no vector is of nobody
SELECT e.entity_type || ' ' || e.entity_id
FROM embeddings e
WHERE (e.entity_type = 'candidate'
       AND NOT EXISTS (SELECT 1 FROM pipeline.candidate_texts t WHERE t.candidate_id = e.entity_id))
   OR (e.entity_type = 'job' AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.id = e.entity_id))

--- 3 no match is of a generation that nobody can see
SELECT DISTINCT 'posting ' || r.job_id || ', generation ' || r.generation_id
FROM pipeline.match_results r
LEFT JOIN pipeline.match_job_states s ON s.job_id = r.job_id
WHERE s.job_id IS NULL
   OR (r.generation_id <> s.active_generation_id
       AND r.generation_id IS DISTINCT FROM s.previous_generation_id)

--- 3 no pool of matches is of a generation that is not in use
SELECT 'posting ' || p.job_id || ', generation ' || p.generation_id
FROM pipeline.match_pools p
LEFT JOIN pipeline.match_job_states s ON s.job_id = p.job_id
WHERE s.pool_generation_id IS DISTINCT FROM p.generation_id

--- 4 no file is there without its item
SELECT 'file ' || f.id
FROM files f
WHERE f.kind = 'resume'
  AND f.deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM pipeline.source_records r WHERE r.file_id = f.id
                  AND r.state IN ('stored', 'duplicate'))

--- 4 no text is there without its stored item
SELECT 'text ' || t.id
FROM pipeline.document_texts t
WHERE NOT EXISTS (SELECT 1 FROM pipeline.source_records r
                  WHERE r.file_id = t.file_id AND r.state = 'stored')

--- 4 no candidate is there without an item
SELECT 'candidate ' || c.id
FROM candidates c
WHERE c.anonymized_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM pipeline.source_records r WHERE r.candidate_id = c.id
                  AND r.state IN ('stored', 'duplicate'))

--- 4 what was not stored left nothing
SELECT r.external_id
FROM pipeline.source_records r
WHERE r.state NOT IN ('stored', 'duplicate')
  AND (r.candidate_id IS NOT NULL OR r.file_id IS NOT NULL OR r.application_id IS NOT NULL)

--- 5 the matches of each open posting are complete
SELECT 'posting ' || j.id || ' shows ' || coalesce(m.shown, 0) || ' of ' || eligible.n
FROM jobs j
CROSS JOIN (
    SELECT least(50, count(*)) AS n
    FROM candidates c
    JOIN embeddings e ON e.entity_type = 'candidate' AND e.entity_id = c.id AND e.chunk_no = 0
    JOIN embedding_models m ON m.id = e.embedding_model_id AND m.is_active
    WHERE c.is_active AND c.deleted_at IS NULL AND c.anonymized_at IS NULL
      AND c.restricted_at IS NULL AND c.merged_into_id IS NULL) eligible
LEFT JOIN (
    SELECT job_id, count(*) AS shown, max(rank) AS last FROM pipeline.current_matches
    GROUP BY job_id) m ON m.job_id = j.id
LEFT JOIN pipeline.match_job_states s ON s.job_id = j.id
WHERE j.status = 'open'
  AND (coalesce(m.shown, 0) <> eligible.n OR m.last <> m.shown OR s.results_count <> m.shown)

--- 5 nobody who is erased or restricted is matched
SELECT 'candidate ' || m.candidate_id
FROM pipeline.current_matches m
JOIN candidates c ON c.id = m.candidate_id
WHERE c.anonymized_at IS NOT NULL OR c.restricted_at IS NOT NULL OR c.deleted_at IS NOT NULL
   OR NOT c.is_active
   OR EXISTS (SELECT 1 FROM killloop.erased x WHERE x.email = c.email)

--- 5 no generation is half built
SELECT 'generation ' || id FROM pipeline.match_generations WHERE status = 'building'

--- 5 nothing is left of what a refresh set out to do
SELECT 'posting ' || job_id || ', generation ' || generation_id FROM pipeline.match_claims
UNION ALL
SELECT 'candidate ' || candidate_id || ', generation ' || generation_id
FROM pipeline.match_planned_candidates

--- 5 no change waits for a refresh that has ended
SELECT 'invalidation ' || id
FROM pipeline.match_invalidations
WHERE claimed_by_generation_id IS NOT NULL

--- 5 every request for erasure is completed or held
SELECT 'request ' || id || ' is ' || status
FROM compliance.data_subject_requests
WHERE status NOT IN ('completed', 'blocked_by_hold')

--- 6 every execution has ended
SELECT 'run ' || id FROM pipeline.runs WHERE status = 'running'
UNION ALL SELECT 'run of a source ' || id FROM pipeline.ingestion_runs WHERE status = 'running'
UNION ALL SELECT 'run of a job ' || id FROM ops.maintenance_runs WHERE status = 'running'
UNION ALL SELECT 'execution ' || job_execution_id FROM batch.batch_job_execution
          WHERE status NOT IN ('COMPLETED', 'FAILED', 'STOPPED', 'ABANDONED')
UNION ALL SELECT 'step ' || step_execution_id FROM batch.batch_step_execution
          WHERE status NOT IN ('COMPLETED', 'FAILED', 'STOPPED', 'ABANDONED')

--- 6 no two executions of one scope overlapped, but for those that share it
SELECT 'runs ' || a.id || ' and ' || b.id
FROM (SELECT *, CASE WHEN command IN ('run', 'ingest', 'embed', 'match') THEN 'pipeline'
                     ELSE command END AS scope FROM pipeline.runs) a
JOIN (SELECT *, CASE WHEN command IN ('run', 'ingest', 'embed', 'match') THEN 'pipeline'
                     ELSE command END AS scope FROM pipeline.runs) b
  ON b.scope = a.scope AND b.id > a.id AND b.started_at < a.finished_at
WHERE (SELECT count(*) FROM killloop.shared s WHERE s.run_id IN (a.id, b.id)) < 2

--- 7 no lock is held
SELECT 'lock ' || l.objid
FROM pg_locks l
JOIN pg_database d ON d.oid = l.database
WHERE l.locktype = 'advisory' AND d.datname = current_database()

--- 7 no session or transaction of the program is open
SELECT 'session ' || pid || ', ' || state
FROM pg_stat_activity
WHERE datname = current_database() AND application_name LIKE 'matchmill%'
UNION ALL
SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts WHERE database = current_database()

--- 7 no candidate is claimed by a worker that has ended
SELECT 'candidate ' || candidate_id || ' by ' || lease_owner FROM pipeline.embedding_claims
