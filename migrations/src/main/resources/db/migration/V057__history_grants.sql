-- The purge of old runs: when it is due, and that it keeps those that a retention action was done by.

INSERT INTO ops.scheduled_jobs (job_name, frequency, cron, max_age, description) VALUES
 ('historyPurge','monthly','0 45 4 1 * *','35 days','Delete history of runs past its retention rules')
ON CONFLICT (job_name) DO NOTHING;

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
