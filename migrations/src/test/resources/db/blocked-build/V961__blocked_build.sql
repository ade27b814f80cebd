-- A build that older transactions keep waiting.

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_practice_rows_number ON practice_rows (number);
