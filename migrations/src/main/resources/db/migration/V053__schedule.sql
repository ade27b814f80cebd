-- The schedule: when each recurring job starts, in which time zone, how late it may be, and what became of each due run.

--@table ops.scheduled_jobs level=I retention=reference | Register of recurring jobs; an overdue job is a finding.
ALTER TABLE ops.scheduled_jobs
  ADD COLUMN arguments text[], --@ I | What matchmill is called with; none: maintain, its frequency, --only, its name
  ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC', --@ I | Zone of the tz database in which cron is meant
  ADD COLUMN jitter interval NOT NULL DEFAULT '0', --@ I | A due run starts up to that much later, by chance that is the same on all nodes
  ADD COLUMN start_within interval, --@ I | A run that is later is left out; none: one run makes up for all that were missed
  ADD COLUMN halted_exit_code integer, --@ I | The job ended with that code of wrong usage or configuration and is not started until somebody resumes it
  ADD CONSTRAINT ck_scheduled_jobs_arguments CHECK (cardinality(arguments) > 0 AND array_position(arguments, NULL) IS NULL),
  ADD CONSTRAINT ck_scheduled_jobs_time_zone CHECK (length(btrim(time_zone)) > 0),
  ADD CONSTRAINT ck_scheduled_jobs_jitter CHECK (jitter >= interval '0'),
  ADD CONSTRAINT ck_scheduled_jobs_start_within CHECK (start_within > interval '0');

UPDATE ops.scheduled_jobs SET arguments = ARRAY['run'] WHERE job_name = 'ingestion';
UPDATE ops.scheduled_jobs SET arguments = ARRAY['match'] WHERE job_name = 'matchRefreshIncremental';
UPDATE ops.scheduled_jobs SET arguments = ARRAY['match','--full'] WHERE job_name = 'matchRefreshFull';
-- Heavy work belongs into its hours: after an outage it waits for the next ones.
UPDATE ops.scheduled_jobs SET start_within = interval '4 hours'
 WHERE job_name IN ('matchRefreshFull','statisticsRefresh','reindex','archive','restoreTest');
-- Many installations beside each other don't start in the same second.
UPDATE ops.scheduled_jobs SET jitter = interval '60 seconds' WHERE frequency = 'hourly';

--@table ops.schedule_runs level=I retention=ops_metric | Each due run of the schedule, once: its key is what keeps two nodes from running it twice.
CREATE TABLE ops.schedule_runs (
  job_name text NOT NULL REFERENCES ops.scheduled_jobs ON DELETE CASCADE,
  due_at timestamptz NOT NULL,
  node text NOT NULL, --@ I | Who started it last: host and process
  attempt_count integer NOT NULL DEFAULT 1, --@ I | How often it was started
  takeover_count integer NOT NULL DEFAULT 0, --@ I | How often another node took it over from one that died
  is_missed boolean NOT NULL DEFAULT false, --@ I | It was later than start_within and left out
  exit_code integer, --@ I | Of the last start; 128 and more: ended by that signal
  started_at timestamptz NOT NULL,
  finished_at timestamptz, --@ I | None while it is running or will be tried again
  PRIMARY KEY (job_name, due_at),
  CONSTRAINT ck_schedule_runs_counts CHECK (attempt_count > 0 AND takeover_count >= 0),
  CONSTRAINT ck_schedule_runs_missed CHECK (NOT is_missed OR (exit_code IS NULL AND finished_at IS NOT NULL))
);

-- The table of db-scheduler 16, as its documentation gives it: which node has which job, with its heartbeat.
CREATE TABLE batch.scheduled_tasks (
  task_name text NOT NULL,
  task_instance text NOT NULL,
  task_data bytea,
  execution_time timestamptz NOT NULL,
  picked boolean NOT NULL,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint NOT NULL,
  priority smallint,
  PRIMARY KEY (task_name, task_instance)
);

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('ops','scheduled_jobs','arguments','internal','at_rest',NULL,'keep','reference'),
 ('ops','scheduled_jobs','time_zone','internal','at_rest',NULL,'keep','reference'),
 ('ops','scheduled_jobs','jitter','internal','at_rest',NULL,'keep','reference'),
 ('ops','scheduled_jobs','start_within','internal','at_rest',NULL,'keep','reference'),
 ('ops','scheduled_jobs','halted_exit_code','internal','at_rest',NULL,'keep','reference'),
 ('ops','schedule_runs','job_name','internal','at_rest',NULL,'keep','ops_metric'),
 ('ops','schedule_runs','due_at','internal','at_rest',NULL,'keep','ops_metric'),
 ('ops','schedule_runs','node','internal','at_rest',NULL,'keep','ops_metric'),
 ('ops','schedule_runs','attempt_count','internal','at_rest',NULL,'keep','ops_metric'),
 ('ops','schedule_runs','takeover_count','internal','at_rest',NULL,'keep','ops_metric'),
 ('ops','schedule_runs','is_missed','internal','at_rest',NULL,'keep','ops_metric'),
 ('ops','schedule_runs','exit_code','internal','at_rest',NULL,'keep','ops_metric'),
 ('ops','schedule_runs','started_at','internal','at_rest',NULL,'keep','ops_metric'),
 ('ops','schedule_runs','finished_at','internal','at_rest',NULL,'keep','ops_metric');

COMMENT ON COLUMN ops.scheduled_jobs.arguments IS 'What matchmill is called with; none: maintain, its frequency, --only, its name';
COMMENT ON COLUMN ops.scheduled_jobs.time_zone IS 'Zone of the tz database in which cron is meant';
COMMENT ON COLUMN ops.scheduled_jobs.jitter IS 'A due run starts up to that much later, by chance that is the same on all nodes';
COMMENT ON COLUMN ops.scheduled_jobs.start_within IS 'A run that is later is left out; none: one run makes up for all that were missed';
COMMENT ON COLUMN ops.scheduled_jobs.halted_exit_code IS 'The job ended with that code of wrong usage or configuration and is not started until somebody resumes it';
COMMENT ON TABLE ops.schedule_runs IS 'Each due run of the schedule, once: its key is what keeps two nodes from running it twice.';
COMMENT ON COLUMN ops.schedule_runs.node IS 'Who started it last: host and process';
COMMENT ON COLUMN ops.schedule_runs.attempt_count IS 'How often it was started';
COMMENT ON COLUMN ops.schedule_runs.takeover_count IS 'How often another node took it over from one that died';
COMMENT ON COLUMN ops.schedule_runs.is_missed IS 'It was later than start_within and left out';
COMMENT ON COLUMN ops.schedule_runs.exit_code IS 'Of the last start; 128 and more: ended by that signal';
COMMENT ON COLUMN ops.schedule_runs.finished_at IS 'None while it is running or will be tried again';

CREATE FUNCTION ops.install_schedule_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_reader') IS NOT NULL THEN -- schedule --list, metrics
    GRANT SELECT ON ops.schedule_runs, pipeline.match_quality TO ats_reader;
    GRANT SELECT (changed_at, reason, lease_expires_at) ON pipeline.source_records TO ats_reader;
    GRANT SELECT (created_at, claimed_by_generation_id) ON pipeline.match_invalidations TO ats_reader;
    GRANT SELECT (token_count) ON public.embeddings TO ats_reader;
    GRANT USAGE ON SCHEMA batch TO ats_reader;
    GRANT SELECT (job_execution_id, create_time) ON batch.batch_job_execution TO ats_reader;
    GRANT SELECT (job_execution_id, step_name, start_time, end_time) ON batch.batch_step_execution TO ats_reader;
  END IF;
END $$;
COMMENT ON FUNCTION ops.install_schedule_grants() IS 'Who may read what became of the schedule';
REVOKE EXECUTE ON FUNCTION ops.install_schedule_grants() FROM PUBLIC;

SELECT ops.install_schedule_grants();
SELECT ops.install_grants();
SELECT ops.comment_primary_keys();
