-- The build that tests interrupt.

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_practice_rows_number ON practice_rows (number);
