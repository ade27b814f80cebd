-- Generated rows, the same in every run but for the clock: times are counted back from now.
-- Sizes are parameters. h is a mixed row number, so that columns of a row do not depend on each other.
--- organizations
INSERT INTO organizations (id, name, domain, country, industry)
SELECT i, 'Organisation ' || i, 'org' || i || '.example', (ARRAY['US','DE','FR','GB','IN'])[1 + i % 5], 'technology'
FROM generate_series(1, :organizations) i;
--- users
INSERT INTO users (id, organization_id, email, full_name, role, onboarding_completed_at)
SELECT i, 1 + i % :organizations, 'user' || i || '@org.example', 'User ' || i,
       CAST((ARRAY['recruiter','hiring_manager','interviewer','admin'])[1 + i % 4] AS user_role), now()
FROM generate_series(1, :staff) i
UNION ALL
SELECT :staff + i, NULL, 'cand' || i || '@login.example', 'User ' || i, 'candidate', now()
FROM generate_series(1, :candidates) i;
--- skills
INSERT INTO skills (id, canonical_name, display_name)
SELECT i, 'skill' || i, 'Skill ' || i FROM generate_series(1, 2000) i;
--- candidates
INSERT INTO candidates (id, user_id, email, full_name, current_title, location_country, location_city, years_of_experience,
                        skills, metadata, is_active, last_activity_at, created_at, updated_at)
SELECT i, :staff + i, 'cand' || i || '@mail.example',
       (ARRAY['Ada','Bela','Cleo','Dario','Enya','Farid','Gesa','Hamid','Ines','Jonas','Kira','Leif','Mona','Nuri','Olga','Pavel'])[1 + h % 16]
       || ' ' || (ARRAY['Bar','Cor','Del','Fen','Gar','Hol','Jan','Kel','Lom','Mar','Nor','Pel','Ros','Sal','Tor','Wen'])[1 + (h / 16) % 16]
       || (ARRAY['ba','che','do','fi','gu','ka','le','mi','no','pu','ra','se','ti','vo','wy','za'])[1 + (h / 256) % 16]
       || (ARRAY['ck','der','fort','gren','hout','ki','lund','mann','nova','quist','rup','son','tell','ulis','vic','witz'])[1 + (h / 4096) % 16],
       (ARRAY['Java Developer','Python Engineer','Data Analyst','Nurse','Accountant','Project Manager','DevOps Engineer','Sales Lead'])[1 + i % 8] || ' ' || h % 50,
       (ARRAY['US','DE','FR','GB','IN'])[1 + i % 5], 'City ' || h % 200, (h / 200) % 30,
       (SELECT jsonb_agg('skill' || (1 + (i::bigint * 31 + k * k * 17) % 2000)) FROM generate_series(1, 8) k),
       jsonb_build_object('batch', i % 1000), i % 20 <> 0,
       now() - (h % 900) * interval '1 day', now() - (h % 1000) * interval '1 day', now() - (h % 500) * interval '1 day'
FROM (SELECT i, CAST(((i::bigint * 2654435761) % 4294967296) / 256 AS integer) AS h FROM generate_series(1, :candidates) i) numbered;
--- jobs
INSERT INTO jobs (id, organization_id, recruiter_user_id, title, description, status, employment_type, location_type,
                  location_country, location_city, salary_min, salary_max, required_skills, preferred_skills, benefits,
                  is_public, posted_at, expires_at, closed_at, created_at, updated_at)
SELECT i, o, 1 + (o - 2 + :organizations) % :organizations,
       (ARRAY['Java Developer','Python Engineer','Data Analyst','Nurse','Accountant','Project Manager','DevOps Engineer','Sales Lead'])[1 + h % 8]
       || ' ' || (ARRAY['Berlin','Backend','Junior','Senior','Lead','Remote','Night','Team'])[1 + (h / 8) % 8] || ' ' || i % 997,
       'We look for a person to do things ' || md5(i::text) || ' '
       || (ARRAY['kubernetes','postgres','spring','kafka','react','nursing','audit','sales'])[1 + (h / 64) % 8],
       status, CAST((ARRAY['full_time','part_time','contract','temporary','internship'])[1 + (h / 512) % 5] AS employment_type),
       CAST((ARRAY['onsite','remote','hybrid'])[1 + (h / 2560) % 3] AS location_type),
       (ARRAY['US','DE','FR','GB','IN'])[1 + h % 5], 'City ' || h % 200, 3000000 + (h % 50) * 100000, 5000000 + (h % 50) * 100000,
       (SELECT jsonb_agg('skill' || (1 + (i::bigint * 13 + k * k * 29) % 2000)) FROM generate_series(1, 5) k), '["skill1"]', '["gym"]', i % 10 <> 0,
       posted, now() + (1 + h % 60) * interval '1 day',
       CASE WHEN status IN ('closed', 'archived') THEN now() - (h % 400) * interval '1 day' END, posted, now() - (h % 365) * interval '1 day'
FROM (SELECT i, h, 1 + (i::bigint * 7919) % :organizations AS o, now() - (h % 720) * interval '1 day' - (i % 86400) * interval '1 second' AS posted,
             CAST((ARRAY['open','open','open','closed','closed','closed','closed','closed','archived','draft'])[1 + (h / 7) % 10] AS job_status) AS status
      FROM (SELECT i, CAST(((i::bigint * 2654435761) % 4294967296) / 256 AS integer) AS h FROM generate_series(1, :jobs) i) numbered) mixed;
--- applications
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email, status, status_changed_at, source, application_data,
                          ai_score, ai_scored_at, ai_score_breakdown, applied_at, created_at, updated_at, archived_at, rejection_reason)
SELECT i, j, 1 + (j * 7919) % :organizations, c, 'cand' || c || '@mail.example', status, t + interval '5 days',
       CAST((ARRAY['direct','linkedin','indeed','referral'])[1 + h % 4] AS application_source), jsonb_build_object('campaign', i % 5000),
       (h % 1000) / 1000.0, t, jsonb_build_object('skills', h % 100), t, t, t + interval '5 days',
       CASE WHEN status = 'rejected' AND t < now() - interval '1 year' THEN now() - interval '30 days' END,
       CAST(CASE WHEN status = 'rejected' THEN 'not_qualified' END AS rejection_reason)
FROM (SELECT i, h, 1 + (i::bigint * 48271) % :jobs AS j, 1 + (i::bigint * 69621 + (i / :jobs) * 104729) % :candidates AS c,
             now() - ((h / 100) % 1000) * interval '1 day' - (i % 86400) * interval '1 second' AS t,
             CAST(CASE WHEN h % 100 < 4 THEN 'pending' WHEN h % 100 < 8 THEN 'screening' WHEN h % 100 < 11 THEN 'shortlisted'
                       WHEN h % 100 < 14 THEN 'interviewing' WHEN h % 100 < 15 THEN 'offered' WHEN h % 100 < 20 THEN 'hired'
                       WHEN h % 100 < 95 THEN 'rejected' ELSE 'withdrawn' END AS application_status) AS status
      FROM (SELECT i, CAST(((i::bigint * 2654435761) % 4294967296) / 256 AS integer) AS h FROM generate_series(1, :applications) i) numbered) mixed;
--- counters
INSERT INTO job_counters (job_id, applications_count) SELECT job_id, count(*) FROM applications GROUP BY job_id;
--- stages
INSERT INTO application_stage_history (application_id, stage_name, stage_type, status, entered_at, exited_at)
SELECT id, 'Applied', 'application', 'pending', applied_at, CASE WHEN status <> 'pending' THEN status_changed_at END FROM applications;
--- decisions
INSERT INTO application_stage_history (application_id, stage_name, stage_type, status, entered_at)
SELECT id, 'Decision', 'screening', status, status_changed_at FROM applications WHERE status <> 'pending';
--- notifications
INSERT INTO notifications (created_at, user_id, notification_type, title, message, read_at)
SELECT date_trunc('month', now()) - interval '1 month' + ((i::bigint * 37) % (50 * 86400)) * interval '1 second', 1 + (i::bigint * 7919) % :staff,
       CAST((ARRAY['new_application','status_change','message','system'])[1 + h % 4] AS notification_type), 't', 'm',
       CASE WHEN (h / 4) % 20 <> 0 THEN now() END
FROM (SELECT i, CAST(((i::bigint * 2654435761) % 4294967296) / 256 AS integer) AS h FROM generate_series(1, :notifications) i) numbered;
--- sessions
INSERT INTO user_sessions (user_id, session_token_hash, created_at, expires_at, ended_at, end_reason)
SELECT 1 + i % :staff, sha256(convert_to('s' || i, 'UTF8')), now() - interval '40 days', now() - interval '20 days' + (i % 25) * interval '1 day',
       CASE WHEN i % 25 < 20 THEN now() END, CAST(CASE WHEN i % 25 < 20 THEN 'expired' END AS session_end_reason)
FROM generate_series(1, :sessions) i;
