-- Validates what V035 added without looking at the rows that were there.
ALTER TABLE compliance.retention_policies VALIDATE CONSTRAINT ck_retention_policies_region;
ALTER TABLE compliance.retention_policies VALIDATE CONSTRAINT ck_retention_policies_bounds;
ALTER TABLE candidates VALIDATE CONSTRAINT ck_candidates_restriction;
ALTER TABLE applications VALIDATE CONSTRAINT ck_applications_restriction;

-- New columns and tables get their triggers, grants and key comments with the migration that comes last.
DO $$ BEGIN
  PERFORM ops.install_touch_triggers();
  PERFORM ops.install_audit_triggers();
  PERFORM ops.install_grants();
  PERFORM ops.comment_primary_keys();
END $$;
