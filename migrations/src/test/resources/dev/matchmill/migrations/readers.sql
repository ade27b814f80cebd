-- Who reads the indexes: each statement under the name by which comments of indexes call it (V022). Several statements may share a name.
-- Q01 to Q37 are the query patterns of the design, Q38 to Q45 further ones of the same kind, J and O the recurring and on-demand jobs,
-- R, G and I promises about recovery, law and integrity, D the search for duplicates.
--- Q01 applications of an organisation
SELECT * FROM applications WHERE organization_id=17
--- Q02 filter status + newest first (LIMIT 50)
SELECT id,status,created_at FROM applications WHERE status='pending' ORDER BY created_at DESC LIMIT 50
--- Q03 candidates with two skills
SELECT id FROM candidates WHERE skills @> '["skill100","skill116"]'
--- Q04 active jobs of an organisation, newest first
SELECT id,title FROM jobs WHERE is_active = true AND organization_id=17 ORDER BY created_at DESC
--- Q05 candidate by address
SELECT id FROM candidates WHERE email='cand4711@mail.example'
--- Q06 user by address
SELECT id FROM users WHERE email='user4711@org.example'
--- Q07 public jobs, title full text
SELECT id,title FROM jobs WHERE status='open' AND deleted_at IS NULL AND search_vector @@ websearch_to_tsquery('english','kafka developer') ORDER BY ts_rank(search_vector, websearch_to_tsquery('english','kafka developer')) DESC LIMIT 20
--- Q08 title substring (ILIKE)
SELECT id,title FROM jobs WHERE status='open' AND title ILIKE '%ngineer%Berlin 12%'
--- Q09 open jobs by location type
SELECT id,title FROM jobs WHERE status='open' AND location_type='remote' ORDER BY posted_at DESC LIMIT 20
--- Q10 open jobs by employment type
SELECT id,title FROM jobs WHERE status='open' AND employment_type='contract' ORDER BY posted_at DESC LIMIT 20
--- Q11 open jobs of a company
SELECT id,title FROM jobs WHERE organization_id=17 AND status='open'
--- Q12 applications of a candidate by status
SELECT id FROM applications WHERE candidate_id=4711 AND status='rejected' ORDER BY applied_at DESC
--- Q13 has the candidate applied (index-only)
SELECT job_id,status,applied_at FROM applications WHERE candidate_id=4711 AND job_id = ANY('{1,2,3,4,5,6,7,8,9,10}') AND archived_at IS NULL AND deleted_at IS NULL
--- Q14 applicants of a job by status
SELECT id FROM applications WHERE job_id=4711 AND status='rejected' ORDER BY applied_at DESC
--- Q15 recruiter dashboard in one statement
SELECT count(DISTINCT j.id) AS jobs, count(a.id) AS applications, count(a.id) FILTER (WHERE a.status='pending') AS new, count(a.id) FILTER (WHERE a.status='shortlisted') AS shortlisted FROM jobs j LEFT JOIN applications a ON a.job_id=j.id AND a.applied_at >= current_date - interval '30 days' AND a.deleted_at IS NULL WHERE j.recruiter_user_id=17 AND j.status <> 'archived'
--- Q16 unread notifications of a user
SELECT id,title FROM notifications WHERE user_id=17 AND is_read=false ORDER BY created_at DESC LIMIT 20
--- Q17 unread count of a user
SELECT count(*) FROM notifications WHERE user_id=17 AND is_read=false
--- Q18 notification list of a user by type
SELECT id FROM notifications WHERE user_id=17 AND notification_type='message' ORDER BY created_at DESC LIMIT 20
--- Q19 session by token
SELECT user_id FROM user_sessions WHERE session_token_hash=sha256('s4711') AND is_active AND expires_at>now()
--- Q20 expired sessions (clean-up, 1000 a time)
SELECT id FROM user_sessions WHERE expires_at < now() - interval '19 days' ORDER BY expires_at LIMIT 1000
--- Q21 candidates by place and experience
SELECT id FROM candidates WHERE location_country='DE' AND location_city='City 7' AND years_of_experience BETWEEN 5 AND 10
--- Q22 candidates by full text
SELECT id FROM candidates WHERE is_active AND deleted_at IS NULL AND search_vector @@ plainto_tsquery('english','python skill100')
--- Q23 candidates by name with typing error
SELECT id FROM candidates WHERE full_name % 'Person c4ca4238a0b923820dcc509a6f75849'
--- Q24 jobs needing a skill
SELECT id FROM jobs WHERE required_skills @> '["skill100"]'
--- Q25 pending work list of an organisation
SELECT id FROM applications WHERE organization_id=17 AND status IN ('pending','screening') ORDER BY created_at DESC LIMIT 50
--- Q26 application data containment
SELECT id FROM applications WHERE application_data @> '{"campaign":4711}'
--- Q27 rejected applications due for the archive flag
SELECT id FROM applications WHERE status='rejected' AND archived_at IS NULL AND status_changed_at < now()-interval '6 months' ORDER BY status_changed_at LIMIT 1000
--- Q28 dashboard from the materialised view
SELECT * FROM active_jobs_summary WHERE organization_id=17 ORDER BY posted_at DESC
--- Q29 status breakdown of a recruiter, one GROUP BY
SELECT a.status,count(*) FROM applications a JOIN jobs j ON j.id=a.job_id WHERE j.recruiter_user_id=17 GROUP BY a.status
--- Q30 incremental: jobs changed since watermark
SELECT id FROM jobs WHERE updated_at > now()-interval '1 day' ORDER BY updated_at,id LIMIT 1000
--- Q31 ranked applicants of a job
SELECT id,ai_score FROM applications WHERE job_id=4711 AND ai_score IS NOT NULL ORDER BY ai_score DESC NULLS LAST LIMIT 20
--- Q32 pending applications of an organisation
SELECT * FROM applications WHERE status='pending' AND organization_id=123
--- Q33 jobs closed more than two years (archive)
SELECT id FROM jobs WHERE status IN ('closed','archived') AND closed_at < now()-interval '390 days' LIMIT 1000
--- Q34 nearest candidates of a posting
SELECT entity_id FROM embeddings WHERE entity_type = 'candidate' AND embedding_model_id = 1 ORDER BY embedding_vector::halfvec(1024) <=> (SELECT embedding_vector::halfvec(1024) FROM embeddings WHERE entity_type = 'job' AND embedding_model_id = 1 AND entity_id = 4711 AND chunk_no = 0) LIMIT 50
--- Q35 profile of a login
SELECT * FROM candidates WHERE user_id = 4711
--- Q36 stages of an application in their order
SELECT stage_name, entered_at, exited_at FROM application_stage_history WHERE application_id = 4711 ORDER BY entered_at
--- Q37 next page of the public postings
SELECT id, title FROM jobs WHERE is_public AND status = 'open' AND deleted_at IS NULL AND posted_at <= '2026-06-01' ORDER BY posted_at DESC, id LIMIT 20
--- Q38 postings that wish for a skill
SELECT id FROM jobs WHERE preferred_skills @> '["skill100"]'
--- Q39 candidates by title, also misspelt
SELECT id FROM candidates WHERE current_title % 'Java Develper' AND current_title IS NOT NULL
--- Q40 organizations by name, also misspelt
SELECT id FROM organizations WHERE name % 'Organsation 17'
--- Q41 skills while somebody types
SELECT id, display_name FROM skills WHERE display_name ILIKE '%postg%'
--- Q42 organizations with a setting
SELECT organization_id FROM organization_settings WHERE settings @> '{"locale": "de-DE"}'
--- Q43 pools whose filter names a skill
SELECT id FROM talent_pools WHERE filters @> '{"skills": ["java"]}'
--- Q44 stages with an automatic action
SELECT id FROM pipeline_stages WHERE auto_actions @> '[{"action": "send_email"}]'
--- Q45 postings with a benefit
SELECT id FROM jobs WHERE benefits @> '["gym"]'
--- J01 sessions past their end
SELECT id FROM user_sessions WHERE expires_at < now() ORDER BY expires_at LIMIT 10000 FOR UPDATE SKIP LOCKED
--- J01 grants past their end
DELETE FROM file_access_controls WHERE expires_at < now()
--- J02 reset tokens past their end
DELETE FROM password_reset_tokens WHERE expires_at < now()
--- J02 verification tokens past their end
DELETE FROM verification_tokens WHERE expires_at < now()
--- J03 open postings past their end
UPDATE jobs SET status = 'closed', closed_at = now(), close_reason = 'expired' WHERE status = 'open' AND expires_at <= now()
--- J03 live postings past their end
UPDATE job_source_postings SET status = 'expired', removed_at = now() WHERE status = 'live' AND expires_at <= now()
--- J03 sent offers past their end
UPDATE offers SET status = 'expired' WHERE status = 'sent' AND expires_at <= now()
--- J03 consents past their end
UPDATE candidate_consents SET status = 'expired' WHERE status = 'granted' AND expires_at <= now()
--- J03 checks past their end
UPDATE background_checks SET status = 'expired' WHERE status = 'completed' AND expires_at <= now()
--- J05 the plan
SELECT schema_name, table_name, column_name, erase_action FROM compliance.data_classifications WHERE erase_action <> 'keep'
--- J05 open requests, the most urgent first
SELECT id FROM compliance.data_subject_requests WHERE completed_at IS NULL ORDER BY due_at
--- J05 earlier requests of the same person
SELECT id, status FROM compliance.data_subject_requests WHERE subject_fingerprint = sha256('hmac')
--- J05 tasks that are left
SELECT id FROM compliance.erasure_tasks WHERE status <> 'done' ORDER BY status, id
--- J05 proof of one request
SELECT * FROM compliance.erasure_ledger WHERE request_id = 500
--- J05 holds on a person
SELECT hold_id FROM compliance.legal_hold_subjects WHERE subject_type = 'candidate' AND subject_id = 4711
--- J05 applications under the address
UPDATE applications SET candidate_email = 'erased-' || id || '@erased.invalid' WHERE candidate_email = 'cand4711@mail.example'
--- J05 archived applications of the person
SELECT application_id FROM archive.applications WHERE candidate_id = 4711
--- J05 archived applications without profile
SELECT application_id FROM archive.applications WHERE candidate_fingerprint = sha256('hmac')
--- J05 archived notifications of the user
DELETE FROM archive.notifications WHERE user_id = 4711
--- J05 matches of the person
DELETE FROM pipeline.match_results WHERE candidate_id = 4711
--- J05 parses of the person
DELETE FROM pipeline.parsed_resumes WHERE candidate_id = 4711
--- J05 parses that no profile claims
DELETE FROM pipeline.parsed_resumes WHERE email = 'cand4711@mail.example'
--- J05 items from which the person came
SELECT id FROM pipeline.source_records WHERE candidate_id = 4711
--- J05 mail events
DELETE FROM email_delivery_logs WHERE recipient_email = 'cand4711@mail.example'
--- J05 vectors
DELETE FROM embeddings WHERE entity_id = 4711 AND entity_type = 'candidate'
--- J05 files
SELECT id, storage_key FROM files WHERE candidate_id = 4711
--- J05 messages
DELETE FROM messages WHERE candidate_id = 4711
--- J05 notifications about an application of the person
DELETE FROM notifications WHERE entity_type = 'application' AND entity_id = 4711
--- J05 memberships
DELETE FROM talent_pool_memberships WHERE candidate_id = 4711
--- J08 backups past their end
SELECT id, location FROM ops.backup_runs WHERE expires_at <= now() AND removed_at IS NULL
--- J08 the newest backup of a kind
SELECT started_at FROM ops.backup_runs WHERE kind = 'logical' ORDER BY started_at DESC LIMIT 1
--- J09 applications without profile
SELECT id, candidate_email FROM applications WHERE candidate_id IS NULL AND anonymized_at IS NULL ORDER BY created_at LIMIT 1000
--- J09 applications of one address
UPDATE applications SET candidate_id = 4711 WHERE candidate_email = 'cand4711@mail.example' AND candidate_id IS NULL
--- J10 consents past their end
SELECT id FROM candidate_consents WHERE status = 'granted' AND expires_at <= now()
--- J10 state of a person's consent
SELECT status FROM candidate_consents WHERE candidate_id = 4711 AND consent_type = 'ai_processing' ORDER BY granted_at DESC LIMIT 1
--- J10 memberships under the consent
DELETE FROM talent_pool_memberships WHERE consent_id = 4711
--- J10 recordings under the consent
DELETE FROM interview_recordings WHERE consent_id = 4711
--- J10 answers under the consent
DELETE FROM diversity_data WHERE consent_id = 4711
--- J10 checks under the consent
SELECT id FROM background_checks WHERE consent_id = 4711
--- J10 matches of the person
DELETE FROM pipeline.match_results WHERE candidate_id = 4711
--- J12 last execution of a job
SELECT started_at FROM ops.maintenance_runs WHERE job_name = 'indexUsageReport' ORDER BY started_at DESC LIMIT 1
--- J12 last use of an index
SELECT idx_scan FROM ops.index_snapshots WHERE schema_name = 'public' AND index_name = 'idx_jobs_open' ORDER BY captured_at DESC LIMIT 1
--- J13 use of an index over four weeks
SELECT captured_at, idx_scan FROM ops.index_snapshots WHERE schema_name = 'public' AND index_name = 'idx_jobs_open' AND captured_at > now() - interval '28 days'
--- J14 growth of a table
SELECT * FROM ops.table_snapshots WHERE schema_name = 'public' AND table_name = 'jobs' ORDER BY captured_at DESC LIMIT 2
--- J15 notifications older than the live period
DELETE FROM notifications WHERE created_at < '2100-01-01+00'
--- J16 rejected applications due for the flag
SELECT id FROM applications WHERE status = 'rejected' AND archived_at IS NULL AND status_changed_at < now() - interval '6 months' ORDER BY status_changed_at LIMIT 5000 FOR UPDATE SKIP LOCKED
--- J17 applications that are due
SELECT id FROM applications WHERE retention_until <= current_date AND anonymized_at IS NULL LIMIT 1000
--- J17 archived applications that are due
SELECT application_id FROM archive.applications WHERE retention_until <= current_date AND anonymized_at IS NULL LIMIT 1000
--- J17 checks that are due
SELECT id FROM background_checks WHERE retention_until <= current_date LIMIT 1000
--- J17 profiles that are due
SELECT id FROM candidates WHERE retention_until <= current_date AND anonymized_at IS NULL LIMIT 1000
--- J17 files that are due
SELECT id FROM files WHERE retention_until <= current_date AND deleted_at IS NULL LIMIT 1000
--- J17 recordings that are due
SELECT id FROM interview_recordings WHERE retention_until <= current_date LIMIT 1000
--- J17 messages that are due
SELECT id FROM messages WHERE retention_until <= current_date LIMIT 1000
--- J17 accounts that are due
SELECT id FROM users WHERE retention_until <= current_date AND anonymized_at IS NULL LIMIT 1000
--- J17 the rules for a class and an action
SELECT period FROM compliance.retention_policies WHERE retention_class = 'candidate_profile' AND action = 'anonymise' AND effective_from <= current_date
--- J17 holds on a person
SELECT hold_id FROM compliance.legal_hold_subjects WHERE subject_type = 'candidate' AND subject_id = 4711
--- J20 applications that may move
SELECT id FROM applications WHERE archived_at IS NOT NULL AND archived_at < now() ORDER BY archived_at LIMIT 500
--- J20 postings that may move
SELECT id FROM jobs WHERE status IN ('closed', 'archived') AND closed_at < now() - interval '2 years' LIMIT 1000
--- J20 a checked application stays
SELECT 1 FROM background_checks WHERE application_id = 4711
--- J20 its evaluations
SELECT to_jsonb(e) FROM ai_evaluations e WHERE application_id = 4711
--- J20 its notes
SELECT to_jsonb(n) FROM application_notes n WHERE application_id = 4711
--- J20 its interviews
SELECT to_jsonb(i) FROM interviews i WHERE application_id = 4711
--- J22 what was erased for a person
SELECT * FROM compliance.erasure_ledger WHERE subject_fingerprint = sha256('hmac')
--- J23 what a refresh compares
SELECT * FROM active_jobs_summary WHERE id = 4711
--- J24 how many items ended how
SELECT status, count(*) FROM pipeline.ingestion_items WHERE run_id = 4711 GROUP BY status
--- J24 the last run of a source
SELECT status FROM pipeline.ingestion_runs WHERE source_id = 17 ORDER BY started_at DESC LIMIT 1
--- J24 failures whose next attempt is due
SELECT id FROM pipeline.dead_letters WHERE status = 'open' AND is_retryable AND next_retry_at <= now()
--- J25 what changed since the last refresh
SELECT id FROM pipeline.match_invalidations WHERE claimed_by_generation_id IS NULL ORDER BY created_at LIMIT 1000
--- J25 what a failed generation had claimed
UPDATE pipeline.match_invalidations SET claimed_by_generation_id = NULL WHERE claimed_by_generation_id = 17
--- J25 candidates changed since the watermark
SELECT id FROM candidates WHERE is_active AND deleted_at IS NULL AND updated_at > now() - interval '1 day' ORDER BY updated_at DESC, id LIMIT 1000
--- J25 postings changed since the watermark
SELECT id FROM jobs WHERE updated_at > now() - interval '1 day' ORDER BY updated_at, id LIMIT 1000
--- J25 sources of a person
SELECT source_id FROM pipeline.source_records WHERE candidate_id = 4711
--- J25 the last finished generation
SELECT id FROM pipeline.match_generations WHERE status = 'active' ORDER BY started_at DESC LIMIT 1
--- J28 deleted files whose bytes are still stored
SELECT id, storage_key FROM files WHERE deleted_at < now() - interval '30 days' AND purged_at IS NULL
--- J28 records that vanished from their source
SELECT id FROM pipeline.source_records WHERE vanished_at < now() - interval '30 days' ORDER BY vanished_at LIMIT 1000
--- J29 old identities past their end
DELETE FROM user_legacy_identities WHERE retire_after < current_date
--- J30 all open postings
SELECT id, posted_at FROM jobs WHERE status = 'open' AND deleted_at IS NULL ORDER BY posted_at DESC, id
--- J30 results of a generation
DELETE FROM pipeline.match_results WHERE generation_id = 17
--- J30 is a generation still shown
SELECT 1 FROM pipeline.match_job_states WHERE active_generation_id = 17
--- J30 failed generations
SELECT id FROM pipeline.match_generations WHERE status = 'failed' ORDER BY started_at DESC
--- O5 open failures with a reason
SELECT id FROM pipeline.dead_letters WHERE status = 'open' AND reason = 'encrypted' AND stage = 'parse'
--- O5 failures of a source
SELECT id FROM pipeline.dead_letters WHERE source_id = 17 ORDER BY last_failed_at DESC
--- O5 failures whose next attempt is due
SELECT id FROM pipeline.dead_letters WHERE status = 'open' AND is_retryable AND next_retry_at <= now() ORDER BY next_retry_at
--- O7 what an older parser made
SELECT id FROM pipeline.parsed_resumes WHERE parser = 'matchmill' AND parser_version = '1' AND id > 4711 ORDER BY id LIMIT 1000
--- O8 archived applications
SELECT payload FROM archive.applications WHERE candidate_id = 4711
--- O8 archived notifications
SELECT * FROM archive.notifications WHERE user_id = 4711
--- O8 history of the person's row
SELECT * FROM compliance.audit_log WHERE table_name = 'candidates' AND row_id = '4711' ORDER BY occurred_at DESC
--- O8 requests of the person
SELECT * FROM compliance.data_subject_requests WHERE subject_fingerprint = sha256('hmac')
--- O8 consents
SELECT * FROM candidate_consents WHERE candidate_id = 4711
--- O8 education, newest first
SELECT * FROM candidate_educations WHERE candidate_id = 4711 ORDER BY end_date DESC
--- O8 career, newest first
SELECT * FROM candidate_experiences WHERE candidate_id = 4711 ORDER BY start_date DESC
--- O8 files
SELECT * FROM files WHERE candidate_id = 4711
--- O8 messages
SELECT * FROM messages WHERE candidate_id = 4711 ORDER BY created_at
--- O8 notifications
SELECT * FROM notifications WHERE user_id = 4711 ORDER BY created_at DESC
--- O8 memberships
SELECT * FROM talent_pool_memberships WHERE candidate_id = 4711
--- R1 unfinished items of a source
SELECT id FROM pipeline.source_records WHERE source_id = 17 AND state = 'pending' ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED
--- R5 the last execution of a step
SELECT * FROM batch.batch_step_execution WHERE job_execution_id = 17 AND step_name = 'ingest.readDocuments'
--- R5 executions that a dead process left
SELECT e.job_execution_id FROM batch.batch_job_execution e, batch.batch_job_instance i WHERE e.job_instance_id = i.job_instance_id AND i.job_name = 'ingest' AND e.status IN ('STARTING', 'STARTED', 'STOPPING')
--- R5 runs that a dead process left
UPDATE pipeline.runs SET status = 'failed', finished_at = now() WHERE status = 'running' AND command IN ('run', 'ingest')
--- R5 originals that nobody may keep
SELECT DISTINCT content_hash FROM pipeline.source_records WHERE content_hash IS NOT NULL AND (state = 'suppressed' OR (state = 'rejected' AND reason = 'refused_by_database'))
--- R11 history of Spring Batch older than its policy
DELETE FROM batch.batch_job_execution WHERE create_time < now() - interval '90 days'
--- R11 runs older than their policy
DELETE FROM pipeline.runs WHERE started_at < now() - interval '90 days'
--- R11 runs of a source older than their policy
DELETE FROM pipeline.ingestion_runs WHERE started_at < now() - interval '90 days'
--- G4 is this row held
SELECT 1 FROM compliance.legal_hold_subjects WHERE subject_type = 'job' AND subject_id = 4711
--- G4 is anything held at all
SELECT 1 FROM compliance.legal_holds WHERE released_at IS NULL
--- I07 history of a row
SELECT * FROM compliance.audit_log WHERE table_name = 'jobs' AND row_id = '4711' ORDER BY occurred_at DESC
--- I07 history of a row in the archive
SELECT * FROM archive.audit_log WHERE table_name = 'jobs' AND row_id = '4711' ORDER BY occurred_at DESC
--- D1 who shares a key of identity with a candidate
SELECT candidate_id FROM pipeline.identity_keys WHERE kind = 'phone' AND key_hash = 4711
--- D2 up to where candidates were compared
SELECT max(compared_updated_at) FROM pipeline.identity_states
--- D3 proposals to decide, the likeliest first
SELECT id FROM pipeline.duplicate_proposals WHERE state = 'open' ORDER BY score DESC, id LIMIT 100
--- D4 vectors of an equal text
SELECT t.candidate_id FROM pipeline.candidate_texts t WHERE t.text_sha256 = sha256('text')
