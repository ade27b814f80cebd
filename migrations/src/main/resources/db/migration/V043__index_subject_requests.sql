-- For the foreign keys of requests, which are never deleted and so only grow. Built without blocking anybody.

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_data_subject_requests_verified_by ON compliance.data_subject_requests (verified_by_user_id) WHERE verified_by_user_id IS NOT NULL;
COMMENT ON INDEX compliance.idx_data_subject_requests_verified_by IS 'Foreign key verified_by_user_id';
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_data_subject_requests_key ON compliance.data_subject_requests (encryption_key_id) WHERE encryption_key_id IS NOT NULL;
COMMENT ON INDEX compliance.idx_data_subject_requests_key IS 'Foreign key encryption_key_id';
