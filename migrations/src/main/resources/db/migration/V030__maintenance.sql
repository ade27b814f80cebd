-- What the recurring jobs need: who is under a legal hold, the removal of answers whose consent has ended, and who reads the report.

-- Who is under a hold, as sets: driven from the few subjects of open holds, so that they cost nothing where nothing is held.
-- A hold on an organisation, posting or candidate covers the applications below it; one on an application covers its candidate.
CREATE VIEW compliance.open_hold_subjects AS
SELECT s.subject_type, s.subject_id
  FROM compliance.legal_hold_subjects s JOIN compliance.legal_holds h ON h.id = s.hold_id
 WHERE h.released_at IS NULL;
CREATE VIEW compliance.held_organizations AS
SELECT DISTINCT subject_id AS organization_id FROM compliance.open_hold_subjects WHERE subject_type = 'organization';
CREATE VIEW compliance.held_jobs AS
SELECT subject_id AS job_id FROM compliance.open_hold_subjects WHERE subject_type = 'job'
 UNION
SELECT j.id FROM jobs j JOIN compliance.held_organizations o ON o.organization_id = j.organization_id;
CREATE VIEW compliance.held_applications AS
SELECT subject_id AS application_id FROM compliance.open_hold_subjects WHERE subject_type = 'application'
 UNION
SELECT a.id FROM applications a JOIN compliance.held_jobs j ON j.job_id = a.job_id
 UNION
SELECT a.id FROM applications a JOIN compliance.open_hold_subjects s ON s.subject_type = 'candidate' AND s.subject_id = a.candidate_id;
CREATE VIEW compliance.held_candidates AS
SELECT subject_id AS candidate_id FROM compliance.open_hold_subjects WHERE subject_type = 'candidate'
 UNION
SELECT a.candidate_id FROM applications a JOIN compliance.held_applications h ON h.application_id = a.id WHERE a.candidate_id IS NOT NULL;
CREATE VIEW compliance.held_users AS
SELECT u.id AS user_id FROM users u JOIN compliance.held_organizations o ON o.organization_id = u.organization_id
 UNION
SELECT c.user_id FROM candidates c JOIN compliance.held_candidates h ON h.candidate_id = c.id WHERE c.user_id IS NOT NULL;
COMMENT ON VIEW compliance.open_hold_subjects IS 'Subjects of holds that are not released.';
COMMENT ON VIEW compliance.held_organizations IS 'Organisations under a hold.';
COMMENT ON VIEW compliance.held_jobs IS 'Postings under a hold, or of an organisation that is.';
COMMENT ON VIEW compliance.held_applications IS 'Applications under a hold, directly or by posting, organisation or candidate.';
COMMENT ON VIEW compliance.held_candidates IS 'Candidates under a hold, or with an application that is.';
COMMENT ON VIEW compliance.held_users IS 'Users of a held organisation, and logins of held candidates.';

-- Equal-opportunity answers whose consent was withdrawn or has expired. The jobs may not read the table: this runs with the owner's rights
-- and answers with counts only.
CREATE FUNCTION compliance.answers_without_consent(OUT due bigint, OUT held bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) FILTER (WHERE h.candidate_id IS NULL), count(h.candidate_id)
    FROM diversity_data d JOIN candidate_consents c ON c.id = d.consent_id AND c.status <> 'granted'
    LEFT JOIN compliance.held_candidates h ON h.candidate_id = d.candidate_id
$$;
CREATE FUNCTION compliance.remove_answers_without_consent(p_limit integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM diversity_data WHERE id IN (
      SELECT d.id FROM diversity_data d JOIN candidate_consents c ON c.id = d.consent_id AND c.status <> 'granted'
       WHERE d.candidate_id NOT IN (SELECT candidate_id FROM compliance.held_candidates)
       ORDER BY d.id LIMIT p_limit FOR UPDATE OF d SKIP LOCKED)
    RETURNING 1)
  SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION compliance.answers_without_consent(), compliance.remove_answers_without_consent(integer) FROM PUBLIC;

-- What the jobs' role may do with the above; run again by the afterMigrateApplied callback, for roles that came later.
CREATE FUNCTION ops.install_maintenance_grants() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['ats_batch','ats_privacy'] LOOP
    IF to_regrole(r) IS NOT NULL THEN
      EXECUTE format('GRANT SELECT ON compliance.open_hold_subjects, compliance.held_organizations, compliance.held_jobs, compliance.held_applications, compliance.held_candidates, compliance.held_users TO %I', r);
      EXECUTE format('GRANT EXECUTE ON FUNCTION compliance.answers_without_consent(), compliance.remove_answers_without_consent(integer) TO %I', r);
    END IF;
  END LOOP;
  IF to_regrole('ats_batch') IS NOT NULL THEN -- a file that answers a request is in use
    GRANT SELECT (export_file_id) ON compliance.data_subject_requests TO ats_batch;
  END IF;
  IF to_regrole('ats_reader') IS NOT NULL THEN -- maintain list, maintain report
    GRANT USAGE ON SCHEMA ops TO ats_reader;
    GRANT SELECT ON ops.scheduled_jobs, ops.maintenance_runs, ops.maintenance_findings, ops.table_snapshots,
                    ops.query_snapshots, ops.database_snapshots TO ats_reader;
  END IF;
END $$;
SELECT ops.install_maintenance_grants();
