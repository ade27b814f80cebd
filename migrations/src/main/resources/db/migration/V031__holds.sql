-- A legal hold and a deletion never pass each other unseen, wherever the deletion comes from; holds reach the archive.

-- Whoever ends data takes the lock of holds in shared mode and only then looks who is held; whoever places a hold takes it alone, first.
-- So a hold waits for the deletions in progress, and every later one sees it. Held until the end of the transaction.
CREATE FUNCTION compliance.share_holds() RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('compliance.legal_holds', 0))
$$;
CREATE FUNCTION compliance.place_hold_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('compliance.legal_holds', 0));
  RETURN NULL;
END $$;
CREATE TRIGGER trg_legal_hold_subjects_alone BEFORE INSERT OR UPDATE ON compliance.legal_hold_subjects FOR EACH STATEMENT EXECUTE FUNCTION compliance.place_hold_alone();
CREATE TRIGGER trg_legal_holds_alone BEFORE UPDATE OF released_at ON compliance.legal_holds FOR EACH STATEMENT EXECUTE FUNCTION compliance.place_hold_alone();

-- What lies in the archive and is held: directly, by its posting, organisation or candidate.
CREATE VIEW compliance.held_archived_jobs AS
SELECT subject_id AS job_id FROM compliance.open_hold_subjects WHERE subject_type = 'job'
 UNION
SELECT j.job_id FROM archive.jobs j JOIN compliance.held_organizations o ON o.organization_id = j.organization_id;
CREATE VIEW compliance.held_archived_applications AS
SELECT subject_id AS application_id FROM compliance.open_hold_subjects WHERE subject_type = 'application'
 UNION
SELECT a.application_id FROM archive.applications a JOIN compliance.held_jobs j ON j.job_id = a.job_id
 UNION
SELECT a.application_id FROM archive.applications a JOIN compliance.held_organizations o ON o.organization_id = a.organization_id
 UNION
SELECT a.application_id FROM archive.applications a JOIN compliance.open_hold_subjects s ON s.subject_type = 'candidate' AND s.subject_id = a.candidate_id;
CREATE OR REPLACE VIEW compliance.held_candidates AS
SELECT subject_id AS candidate_id FROM compliance.open_hold_subjects WHERE subject_type = 'candidate'
 UNION
SELECT a.candidate_id FROM applications a JOIN compliance.held_applications h ON h.application_id = a.id WHERE a.candidate_id IS NOT NULL
 UNION
SELECT a.candidate_id FROM archive.applications a JOIN compliance.held_archived_applications h ON h.application_id = a.application_id WHERE a.candidate_id IS NOT NULL;
COMMENT ON VIEW compliance.held_archived_jobs IS 'Archived postings under a hold, or of an organisation that is.';
COMMENT ON VIEW compliance.held_archived_applications IS 'Archived applications under a hold, directly or by posting, organisation or candidate.';
COMMENT ON VIEW compliance.held_candidates IS 'Candidates under a hold, or with an application that is, archived or not.';

-- Refuses what would end held data: deletion, by cascade too, and anonymisation. An archived row may leave when it is live again.
CREATE FUNCTION compliance.is_application_on_hold(p_application bigint, p_job bigint, p_organization bigint, p_candidate bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT compliance.is_on_hold('application', p_application) OR compliance.is_on_hold('job', p_job) OR compliance.is_on_hold('organization', p_organization)
      OR (p_candidate IS NOT NULL AND compliance.is_on_hold('candidate', p_candidate))
$$;
CREATE OR REPLACE FUNCTION compliance.guard_legal_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held boolean; row_id bigint;
BEGIN
  PERFORM compliance.share_holds();
  IF EXISTS (SELECT 1 FROM compliance.legal_holds WHERE released_at IS NULL) THEN
    CASE TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME
      WHEN 'public.organizations' THEN row_id := OLD.id; held := compliance.is_on_hold('organization', OLD.id);
      WHEN 'public.jobs' THEN row_id := OLD.id; held := compliance.is_on_hold('job', OLD.id) OR compliance.is_on_hold('organization', OLD.organization_id);
      WHEN 'public.candidates' THEN row_id := OLD.id; held := compliance.is_on_hold('candidate', OLD.id)
         OR EXISTS (SELECT 1 FROM applications a WHERE a.candidate_id = OLD.id AND compliance.is_application_on_hold(a.id, a.job_id, a.organization_id, NULL))
         OR EXISTS (SELECT 1 FROM archive.applications a WHERE a.candidate_id = OLD.id AND compliance.is_application_on_hold(a.application_id, a.job_id, a.organization_id, NULL));
      WHEN 'public.applications' THEN row_id := OLD.id; held := compliance.is_application_on_hold(OLD.id, OLD.job_id, OLD.organization_id, OLD.candidate_id);
      WHEN 'archive.jobs' THEN row_id := OLD.job_id; held := (compliance.is_on_hold('job', OLD.job_id) OR compliance.is_on_hold('organization', OLD.organization_id))
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE id = OLD.job_id);
      ELSE row_id := OLD.application_id; held := compliance.is_application_on_hold(OLD.application_id, OLD.job_id, OLD.organization_id, OLD.candidate_id) -- archive.applications and its partitions
         AND NOT EXISTS (SELECT 1 FROM applications WHERE id = OLD.application_id);
    END CASE;
    IF held THEN
      RAISE EXCEPTION '% % is under a legal hold', TG_TABLE_NAME, row_id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'legal_hold';
    END IF;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER trg_candidates_hold_anonymise BEFORE UPDATE OF anonymized_at ON candidates FOR EACH ROW
  WHEN (OLD.anonymized_at IS NULL AND NEW.anonymized_at IS NOT NULL) EXECUTE FUNCTION compliance.guard_legal_hold();
CREATE TRIGGER trg_applications_hold_anonymise BEFORE UPDATE OF anonymized_at ON applications FOR EACH ROW
  WHEN (OLD.anonymized_at IS NULL AND NEW.anonymized_at IS NOT NULL) EXECUTE FUNCTION compliance.guard_legal_hold();
CREATE TRIGGER trg_archive_applications_hold BEFORE DELETE ON archive.applications FOR EACH ROW EXECUTE FUNCTION compliance.guard_legal_hold();
CREATE TRIGGER trg_archive_applications_hold_anonymise BEFORE UPDATE OF anonymized_at ON archive.applications FOR EACH ROW
  WHEN (OLD.anonymized_at IS NULL AND NEW.anonymized_at IS NOT NULL) EXECUTE FUNCTION compliance.guard_legal_hold();
CREATE TRIGGER trg_archive_jobs_hold BEFORE DELETE ON archive.jobs FOR EACH ROW EXECUTE FUNCTION compliance.guard_legal_hold();

CREATE FUNCTION ops.install_hold_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_batch') IS NOT NULL THEN
    GRANT SELECT ON compliance.held_archived_jobs, compliance.held_archived_applications TO ats_batch;
  END IF;
  IF to_regrole('ats_privacy') IS NOT NULL THEN -- hold place, hold release
    GRANT SELECT ON compliance.held_archived_jobs, compliance.held_archived_applications TO ats_privacy;
    GRANT INSERT, UPDATE ON compliance.legal_holds TO ats_privacy;
    GRANT INSERT ON compliance.legal_hold_subjects TO ats_privacy;
  END IF;
END $$;
SELECT ops.install_hold_grants();
