-- How large the schema is: partitions count once, with their parent; Spring Batch and Flyway don't count.
--- counts
WITH t AS (
  SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND NOT c.relispartition AND c.relname <> 'flyway_schema_history'),
 i AS (
  SELECT m.amname, x.indnkeyatts, x.indpred FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_am m ON m.oid = c.relam JOIN pg_class r ON r.oid = x.indrelid
   WHERE r.oid IN (SELECT oid FROM t) OR r.relkind = 'm')
SELECT 'tables' AS things, count(*) AS number FROM t
UNION ALL SELECT 'indexes', count(*) FROM i
UNION ALL SELECT 'b-tree indexes', count(*) FROM i WHERE amname = 'btree'
UNION ALL SELECT 'composite indexes', count(*) FROM i WHERE indnkeyatts > 1
UNION ALL SELECT 'gin indexes', count(*) FROM i WHERE amname = 'gin'
UNION ALL SELECT 'brin indexes', count(*) FROM i WHERE amname = 'brin'
UNION ALL SELECT 'hnsw indexes', count(*) FROM i WHERE amname = 'hnsw'
UNION ALL SELECT 'partial indexes', count(*) FROM i WHERE indpred IS NOT NULL
UNION ALL SELECT 'foreign keys', count(*) FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid IN (SELECT oid FROM t)
UNION ALL SELECT 'unique constraints', count(*) FROM pg_constraint WHERE contype = 'u' AND conrelid IN (SELECT oid FROM t)
UNION ALL SELECT 'check constraints', count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid IN (SELECT oid FROM t)
UNION ALL SELECT 'columns', count(*) FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid IN (SELECT oid FROM t)
UNION ALL SELECT 'enum types', count(*) FROM pg_type WHERE typtype = 'e'
