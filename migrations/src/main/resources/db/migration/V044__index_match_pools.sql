-- For the foreign key from the state of a posting to the pool it starts from. Built without blocking a refresh.

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_match_job_states_pool ON pipeline.match_job_states (pool_generation_id) WHERE pool_generation_id IS NOT NULL;
COMMENT ON INDEX pipeline.idx_match_job_states_pool IS 'Foreign key pool_generation_id';
