-- The figures of the recruiter's dashboard, one statement each.
--- jobs
SELECT count(*) FROM jobs WHERE recruiter_user_id = :recruiter AND status <> 'archived'
--- open
SELECT count(*) FROM jobs WHERE recruiter_user_id = :recruiter AND status = 'open'
--- applications
SELECT count(*) FROM applications a JOIN jobs j ON j.id = a.job_id
WHERE j.recruiter_user_id = :recruiter AND j.status <> 'archived' AND a.applied_at >= current_date - interval '30 days' AND a.deleted_at IS NULL
--- new
SELECT count(*) FROM applications a JOIN jobs j ON j.id = a.job_id
WHERE j.recruiter_user_id = :recruiter AND j.status <> 'archived' AND a.applied_at >= current_date - interval '30 days' AND a.deleted_at IS NULL
  AND a.status = 'pending'
--- shortlisted
SELECT count(*) FROM applications a JOIN jobs j ON j.id = a.job_id
WHERE j.recruiter_user_id = :recruiter AND j.status <> 'archived' AND a.applied_at >= current_date - interval '30 days' AND a.deleted_at IS NULL
  AND a.status = 'shortlisted'
