-- An index goes without blocking, too.

DROP INDEX CONCURRENTLY IF EXISTS pipeline.idx_example_notes_severity;
