-- The purge of old runs keeps those that a retention action was done by.

CREATE FUNCTION ops.install_history_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_batch') IS NOT NULL THEN -- maintain monthly: historyPurge
    GRANT SELECT (maintenance_run_id) ON compliance.retention_actions TO ats_batch;
  END IF;
END $$;
COMMENT ON FUNCTION ops.install_history_grants() IS 'What the purge of old runs may see to know which of them must stay';
REVOKE EXECUTE ON FUNCTION ops.install_history_grants() FROM PUBLIC;

SELECT ops.install_history_grants();
SELECT ops.install_grants();
