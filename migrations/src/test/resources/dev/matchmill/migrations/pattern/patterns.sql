-- What the program and its readers ask. Heading: id | what | indexes, one of which must be in the plan | p95 in ms on set L |
-- how often among 100 queries or so. Predicates of partial indexes are literals: a plan made for any parameter can't prove them.
--- Q01 | applications of an organisation | idx_applications_org_status idx_applications_org_applied idx_applications_org_source | 50 | 3
SELECT * FROM applications WHERE organization_id = :organization
--- Q02 | pending applications, newest first | idx_applications_status_created | 10 | 3
SELECT id, status, created_at FROM applications WHERE status = 'pending' ORDER BY created_at DESC LIMIT 50
--- Q03 | candidates with two skills | idx_candidates_skills_gin | 20 | 3
SELECT id FROM candidates WHERE skills @> CAST(:two_skills AS jsonb)
--- Q04 | active postings of an organisation, newest first | idx_jobs_active_org | 10 | 4
SELECT id, title FROM jobs WHERE is_active = true AND organization_id = :organization ORDER BY created_at DESC
--- Q05 | candidate by address | uq_candidates_email | 5 | 6
SELECT id FROM candidates WHERE email = :candidate_email
--- Q06 | user by address | uq_users_email | 5 | 6
SELECT id FROM users WHERE email = :user_email
--- Q07 | open postings by full text, ranked | idx_jobs_search_vector_gin | 50 | 4
SELECT j.id, j.title FROM jobs j CROSS JOIN websearch_to_tsquery('english', :posting_words) AS words
WHERE j.status = 'open' AND j.deleted_at IS NULL AND j.search_vector @@ words
ORDER BY ts_rank(j.search_vector, words) DESC, j.id LIMIT 20
--- Q08 | open postings by part of the title | idx_jobs_title_trgm | 50 | 2
SELECT id, title FROM jobs WHERE status = 'open' AND title ILIKE :title_part
--- Q09 | open postings by location type, newest | idx_jobs_status_location_type | 10 | 4
SELECT id, title FROM jobs WHERE status = 'open' AND location_type = 'remote' ORDER BY posted_at DESC LIMIT 20
--- Q10 | open postings by employment type, newest | idx_jobs_status_employment_type | 10 | 4
SELECT id, title FROM jobs WHERE status = 'open' AND employment_type = 'contract' ORDER BY posted_at DESC LIMIT 20
--- Q11 | open postings of a company | idx_jobs_org_open idx_jobs_org_status | 10 | 4
SELECT id, title FROM jobs WHERE organization_id = :organization AND status = 'open'
--- Q12 | applications of a candidate by status, newest | idx_applications_candidate_status | 5 | 4
SELECT id FROM applications WHERE candidate_id = :candidate AND status = 'rejected' ORDER BY applied_at DESC
--- Q13 | has the candidate applied, for a page of postings | idx_applications_active | 5 | 6
SELECT job_id, status, applied_at FROM applications
WHERE candidate_id = :candidate AND job_id BETWEEN :applied_job - 5 AND :applied_job + 4 AND archived_at IS NULL AND deleted_at IS NULL
--- Q14 | applicants of a posting by status | idx_applications_job_status | 10 | 4
SELECT id FROM applications WHERE job_id = :job AND status = 'rejected' ORDER BY applied_at DESC
--- Q15 | dashboard of a recruiter in one statement | idx_jobs_recruiter | 50 | 3
SELECT count(DISTINCT j.id) AS jobs, count(DISTINCT j.id) FILTER (WHERE j.status = 'open') AS open, count(a.id) AS applications, count(a.id) FILTER (WHERE a.status = 'pending') AS new,
       count(a.id) FILTER (WHERE a.status = 'shortlisted') AS shortlisted
FROM jobs j
LEFT JOIN applications a ON a.job_id = j.id AND a.applied_at >= current_date - interval '30 days' AND a.deleted_at IS NULL
WHERE j.recruiter_user_id = :recruiter AND j.status <> 'archived'
--- Q16 | unread notifications of a user | idx_notifications_unread idx_notifications_user_created | 10 | 5
SELECT id, title FROM notifications WHERE user_id = :staff AND is_read = false ORDER BY created_at DESC LIMIT 20
--- Q17 | how many notifications a user has not read | idx_notifications_unread | 10 | 5
SELECT count(*) FROM notifications WHERE user_id = :staff AND is_read = false
--- Q18 | notifications of a user by type | idx_notifications_user_type | 10 | 3
SELECT id FROM notifications WHERE user_id = :staff AND notification_type = 'message' ORDER BY created_at DESC LIMIT 20
--- Q19 | session by token | uq_user_sessions_session_token_hash | 5 | 8
SELECT user_id FROM user_sessions
WHERE session_token_hash = sha256(convert_to(:token, 'UTF8')) AND is_active AND expires_at > now() - interval '40 days'
--- Q20 | expired sessions, a thousand | idx_user_sessions_expires_at | 50 | 1
SELECT id FROM user_sessions WHERE expires_at < now() - interval '19 days' ORDER BY expires_at LIMIT 1000
--- Q21 | candidates by place and experience | idx_candidates_location_experience | 20 | 3
SELECT id FROM candidates WHERE location_country = :country AND location_city = :city AND years_of_experience BETWEEN 5 AND 10
--- Q22 | candidates by full text | idx_candidates_search_vector_gin | 50 | 3
SELECT id FROM candidates WHERE is_active AND deleted_at IS NULL AND search_vector @@ plainto_tsquery('english', :candidate_words)
--- Q23 | candidates by name with a typing error | idx_candidates_full_name_trgm | 200 | 1
SELECT id FROM candidates WHERE full_name % :misspelt_name
--- Q24 | postings that need a skill | idx_jobs_required_skills_gin | 20 | 3
SELECT id FROM jobs WHERE required_skills @> CAST(:one_skill AS jsonb)
--- Q25 | work list of an organisation | idx_applications_pending | 10 | 4
SELECT id FROM applications WHERE organization_id = :organization AND status IN ('pending', 'screening') ORDER BY created_at DESC LIMIT 50
--- Q26 | applications by what they contain | idx_applications_data_gin | 50 | 2
SELECT id FROM applications WHERE application_data @> CAST(:application_data AS jsonb)
--- Q27 | rejected applications due for the archive flag | idx_applications_rejected | 100 | 1
SELECT id FROM applications
WHERE status = 'rejected' AND archived_at IS NULL AND status_changed_at < now() - interval '6 months'
ORDER BY status_changed_at LIMIT 1000
--- Q28 | dashboard of an organisation from the materialised view | idx_active_jobs_summary_org | 5 | 3
SELECT * FROM active_jobs_summary WHERE organization_id = :organization ORDER BY posted_at DESC
--- Q29 | applications of a recruiter by status | idx_jobs_recruiter | 50 | 2
SELECT a.status, count(*) FROM applications a JOIN jobs j ON j.id = a.job_id WHERE j.recruiter_user_id = :recruiter GROUP BY a.status
--- Q30 | postings changed since a time | idx_jobs_updated_at | 10 | 2
SELECT id FROM jobs WHERE updated_at > now() - interval '1 day' ORDER BY updated_at, id LIMIT 1000
--- Q31 | applicants of a posting by score | idx_applications_job_ai_score | 10 | 3
SELECT id, ai_score FROM applications WHERE job_id = :job AND ai_score IS NOT NULL ORDER BY ai_score DESC NULLS LAST LIMIT 20
--- Q32 | pending applications of an organisation | idx_applications_org_status idx_applications_pending | 5 | 3
SELECT * FROM applications WHERE status = 'pending' AND organization_id = :organization
--- Q33 | closed postings past the archive age | idx_jobs_closed_at | 100 | 1
SELECT id FROM jobs WHERE status IN ('closed', 'archived') AND closed_at < now() - interval '390 days' ORDER BY closed_at LIMIT 1000
--- Q34 | nearest candidates | idx_embeddings_vector_hnsw | 50 | 2
SELECT e.entity_id FROM embeddings e
WHERE e.entity_type = 'candidate' AND e.embedding_model_id = 1
ORDER BY e.embedding_vector::halfvec(1024) <=> (SELECT q.embedding_vector::halfvec(1024) FROM embeddings q
  WHERE q.entity_type = 'candidate' AND q.embedding_model_id = 1 AND q.entity_id = :embedded AND q.chunk_no = 0)
LIMIT 50
--- Q35 | profile of a candidate who signs in | uq_candidates_user_id | 5 | 6
SELECT * FROM candidates WHERE user_id = :candidate_user
--- Q36 | timeline of an application | idx_application_stage_history_timeline | 5 | 4
SELECT stage_name, status, entered_at, exited_at FROM application_stage_history WHERE application_id = :application ORDER BY entered_at
--- Q37 | a page of the public postings, keyset | idx_jobs_public_open | 10 | 5
SELECT id, title, posted_at FROM jobs
WHERE is_public AND status = 'open' AND deleted_at IS NULL AND (posted_at, id) < (:page_posted_at, :page_id)
ORDER BY posted_at DESC, id DESC LIMIT 20
