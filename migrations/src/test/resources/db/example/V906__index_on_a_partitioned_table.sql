-- An index on a large partitioned table: declared on the parent alone, built part by part without blocking, then attached. The parent's
-- index is valid once the last part is attached; each statement may run again.

CREATE INDEX IF NOT EXISTS idx_example_events_id ON ONLY pipeline.example_events (id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_example_events_a_id ON pipeline.example_events_a (id);
ALTER INDEX pipeline.idx_example_events_id ATTACH PARTITION pipeline.idx_example_events_a_id;
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_example_events_b_id ON pipeline.example_events_b (id);
ALTER INDEX pipeline.idx_example_events_id ATTACH PARTITION pipeline.idx_example_events_b_id;
COMMENT ON INDEX pipeline.idx_example_events_id IS 'Reads: an event by its number alone.';
