-- Views and materialised view.

-- Open jobs with their application figures; refreshed hourly with REFRESH MATERIALIZED VIEW CONCURRENTLY.
CREATE MATERIALIZED VIEW active_jobs_summary AS
SELECT j.id, j.title, j.organization_id, o.name AS organization_name, j.location_type, j.employment_type,
       j.location_country, j.location_city, j.posted_at, j.expires_at,
       count(a.id) AS total_applications,
       count(a.id) FILTER (WHERE a.status = 'pending') AS new_applications,
       count(a.id) FILTER (WHERE a.status = 'shortlisted') AS shortlisted_applications,
       max(a.applied_at) AS last_application_at,
       now() AS refreshed_at
  FROM jobs j JOIN organizations o ON o.id = j.organization_id
  LEFT JOIN applications a ON a.job_id = j.id AND a.deleted_at IS NULL
 WHERE j.status = 'open' AND j.deleted_at IS NULL
 GROUP BY j.id, o.name
WITH DATA;
CREATE UNIQUE INDEX uq_active_jobs_summary_id ON active_jobs_summary (id); --@ for: REFRESH CONCURRENTLY
CREATE INDEX idx_active_jobs_summary_org ON active_jobs_summary (organization_id, posted_at DESC); --@ for: dashboard of an organisation

-- The matches a reader may see: always one complete generation per job.
CREATE VIEW pipeline.current_matches AS
SELECT r.job_id, r.candidate_id, r.rank, r.score, r.vector_score, r.skills_score, r.experience_score, r.location_score, r.recommendation, r.breakdown, r.generation_id, s.refreshed_at
  FROM pipeline.match_job_states s JOIN pipeline.match_results r ON r.job_id = s.job_id AND r.generation_id = s.active_generation_id;

-- Profile with work history and education as documents (the JSON columns education and work_experience of source A).
CREATE VIEW candidate_profiles AS
SELECT c.id, c.email, c.full_name, c.current_title, c.current_company, c.location_city, c.location_country, c.years_of_experience, c.skills, c.metadata,
       coalesce((SELECT jsonb_agg(jsonb_build_object('degree', e.degree, 'field', e.field_of_study, 'school', e.school, 'start', e.start_date, 'end', e.end_date) ORDER BY e.end_date DESC NULLS FIRST)
                   FROM candidate_educations e WHERE e.candidate_id = c.id), '[]'::jsonb) AS education,
       coalesce((SELECT jsonb_agg(jsonb_build_object('title', x.title, 'company', x.company, 'start', x.start_date, 'end', x.end_date, 'current', x.is_current) ORDER BY x.start_date DESC NULLS LAST)
                   FROM candidate_experiences x WHERE x.candidate_id = c.id), '[]'::jsonb) AS work_experience
  FROM candidates c WHERE c.deleted_at IS NULL;

-- Jobs with their counters, for lists that show them.
CREATE VIEW jobs_with_counters AS
SELECT j.*, coalesce(c.applications_count, 0) AS applications_count, coalesce(c.views_count, 0) AS views_count
  FROM jobs j LEFT JOIN job_counters c ON c.job_id = j.id;
