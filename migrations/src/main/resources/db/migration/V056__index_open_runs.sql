-- Every start looks for executions that a dead process left open: however long the history is, these are few. Built without blocking anybody.

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_batch_job_execution_open ON batch.batch_job_execution (job_instance_id) WHERE status IN ('STARTING','STARTED','STOPPING');
COMMENT ON INDEX batch.idx_batch_job_execution_open IS 'Reads R5: executions that a dead process left, asked at each start';
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_runs_open ON pipeline.runs (command) WHERE status = 'running';
COMMENT ON INDEX pipeline.idx_runs_open IS 'Reads R5: runs that a dead process left, asked at each start; status';
