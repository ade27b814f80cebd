-- An index on a large table: nobody who reads or writes waits.

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_example_notes_severity ON pipeline.example_notes (severity, id);
COMMENT ON INDEX pipeline.idx_example_notes_severity IS 'Reads: notes by severity.';
