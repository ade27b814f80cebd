-- For the vector of an equal text, which is copied instead of computed. Built without blocking ingestion.

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_candidate_texts_text_sha256 ON pipeline.candidate_texts (text_sha256);
COMMENT ON INDEX pipeline.idx_candidate_texts_text_sha256 IS 'Reads D4: vectors of an equal text';
