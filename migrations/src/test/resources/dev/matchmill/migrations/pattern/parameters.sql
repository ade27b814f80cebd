-- One row of parameters for each execution; every answer depends on n alone.
--- parameters
SELECT 1 + n * 7 % :organizations AS organization,
       1 + n * 7 % :organizations AS recruiter,
       1 + n * 37 % :jobs AS job,
       1 + n * 31 % :candidates AS candidate,
       coalesce((SELECT max(a.job_id) FROM applications a WHERE a.candidate_id = c.id AND a.archived_at IS NULL), 1) AS applied_job,
       :staff + 1 + n * 31 % :candidates AS candidate_user,
       'cand' || 1 + n * 31 % :candidates || '@mail.example' AS candidate_email,
       1 + n * 13 % :staff AS staff,
       'user' || 1 + n * 13 % :staff || '@org.example' AS user_email,
       1 + n * 41 % :applications AS application,
       's' || 1 + n * 41 % :sessions AS token,
       jsonb_build_array('skill' || 1 + (n * 31 + 17) % 2000, 'skill' || 1 + (n * 31 + 68) % 2000)::text AS two_skills,
       jsonb_build_array('skill' || 1 + (n * 13 + 29) % 2000)::text AS one_skill,
       jsonb_build_object('campaign', n * 7 % 5000)::text AS application_data,
       (ARRAY['kafka developer','postgres engineer','audit accountant','nursing nurse'])[1 + n % 4] AS posting_words,
       (ARRAY['python','java','analyst','devops'])[1 + n % 4] || ' skill' || 1 + n * 31 % 2000 AS candidate_words,
       '%ngineer%Berlin ' || n % 90 + 10 || '%' AS title_part,
       (ARRAY['US','DE','FR','GB','IN'])[1 + n % 5] AS country,
       'City ' || n % 200 AS city,
       overlay(c.full_name PLACING 'x' FROM length(c.full_name) - 4 FOR 1) AS misspelt_name,
       1 + n * 31 % least(:candidates, 2000) AS embedded,
       page.posted_at AS page_posted_at,
       page.id AS page_id
FROM (SELECT generate_series(1, :executions)::bigint AS n) numbers
JOIN candidates c ON c.id = 1 + n * 31 % :candidates
JOIN (SELECT posted_at, id, row_number() OVER (ORDER BY posted_at DESC, id DESC) AS place, count(*) OVER () AS places
      FROM jobs WHERE is_public AND status = 'open' AND deleted_at IS NULL) page
     ON page.place = 1 + n * 17 % (page.places - 20)
