-- Every start alone looks for originals that nobody may keep and that a killed run left. The ledger is one of the largest tables and few of
-- its rows are such, so without this index each start reads all of it. Built without blocking ingestion.

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_source_records_not_kept ON pipeline.source_records (content_hash)
  WHERE content_hash IS NOT NULL AND (state = 'suppressed' OR (state = 'rejected' AND reason = 'refused_by_database'));
COMMENT ON INDEX pipeline.idx_source_records_not_kept IS 'Reads R5: originals that nobody may keep';
