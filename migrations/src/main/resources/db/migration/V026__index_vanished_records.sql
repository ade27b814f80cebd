-- Items that left their source are purged thirty days later. The ledger is one of the largest tables and hardly any of its rows has
-- vanished, so without this index each purge reads all of it. Built without blocking ingestion: see V026__….sql.conf.

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_source_records_vanished_at ON pipeline.source_records (vanished_at) WHERE vanished_at IS NOT NULL;
COMMENT ON INDEX pipeline.idx_source_records_vanished_at IS 'Reads J28: records that vanished from their source, oldest first.';
