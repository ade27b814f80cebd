-- Queries that must find nothing. Each starts with a line that says what it looks for.
--- columns without classification
SELECT n.nspname, c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid=a.attrelid JOIN pg_namespace n ON n.oid=c.relnamespace
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND NOT c.relispartition AND a.attnum>0 AND NOT a.attisdropped
   AND NOT EXISTS (SELECT 1 FROM compliance.data_classifications d WHERE d.schema_name=n.nspname AND d.table_name=c.relname AND d.column_name=a.attname)
   AND c.relname NOT LIKE 'flyway%';
--- classifications without column
SELECT d.schema_name, d.table_name, d.column_name FROM compliance.data_classifications d WHERE NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid=to_regclass(format('%I.%I',d.schema_name,d.table_name)) AND a.attname=d.column_name AND NOT a.attisdropped);
--- foreign keys without a supporting index
SELECT con.conrelid::regclass AS table_name, con.conname, pg_get_constraintdef(con.oid) FROM pg_constraint con JOIN pg_class c ON c.oid=con.conrelid
 WHERE con.contype='f' AND NOT c.relispartition AND con.conparentid=0
   AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid=con.conrelid AND i.indisvalid
        AND con.conkey[1] = i.indkey[0]
        AND (i.indpred IS NULL OR pg_get_expr(i.indpred,i.indrelid) ~ '^\(\w+ IS NOT NULL\)$'))
   AND con.conname <> 'embeddings_embedding_model_id_fkey' -- partition pruning: one leaf per model
 ORDER BY 1;
--- tables without primary key
SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid=c.relnamespace WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid=c.oid AND i.indisprimary);
--- cycles of foreign keys between different tables
WITH RECURSIVE e AS (SELECT DISTINCT conrelid AS a, confrelid AS b FROM pg_constraint con JOIN pg_class c ON c.oid=con.conrelid WHERE contype='f' AND NOT c.relispartition AND conrelid<>confrelid),
 w AS (SELECT a AS start, b AS cur, ARRAY[a,b] AS path FROM e UNION ALL SELECT w.start, e.b, w.path||e.b FROM w JOIN e ON e.a=w.cur WHERE (e.b=w.start OR NOT e.b=ANY(w.path)) AND w.cur<>w.start AND array_length(w.path,1)<14)
SELECT path::regclass[] FROM w WHERE cur=start LIMIT 5;
--- duplicate or prefix-redundant plain b-tree indexes
SELECT a.indexrelid::regclass AS redundant, b.indexrelid::regclass AS covered_by FROM pg_index a JOIN pg_index b ON a.indrelid=b.indrelid AND a.indexrelid<>b.indexrelid JOIN pg_class ca ON ca.oid=a.indexrelid JOIN pg_class cb ON cb.oid=b.indexrelid JOIN pg_class t ON t.oid=a.indrelid
 WHERE NOT t.relispartition AND ca.relam=(SELECT oid FROM pg_am WHERE amname='btree') AND cb.relam=ca.relam AND a.indexprs IS NULL AND b.indexprs IS NULL
   AND coalesce(pg_get_expr(a.indpred,a.indrelid),'')=coalesce(pg_get_expr(b.indpred,b.indrelid),'') AND NOT a.indisunique
   AND a.indnkeyatts<=b.indnkeyatts AND (a.indkey::int[])[0:a.indnkeyatts-1]=(b.indkey::int[])[0:a.indnkeyatts-1] AND (a.indoption::int[])[0:a.indnkeyatts-1]=(b.indoption::int[])[0:a.indnkeyatts-1]
   AND NOT (a.indnkeyatts=b.indnkeyatts AND a.indexrelid>b.indexrelid AND NOT b.indisunique);
--- constraints not validated
SELECT conname FROM pg_constraint WHERE NOT convalidated;
--- invalid indexes
SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid;
--- timestamps without time zone, json columns, float money
SELECT attrelid::regclass, attname, atttypid::regtype FROM pg_attribute a JOIN pg_class c ON c.oid=attrelid JOIN pg_namespace n ON n.oid=c.relnamespace WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND c.relname <> 'flyway_schema_history' AND a.attnum>0 AND atttypid IN ('timestamp'::regtype,'json'::regtype,'money'::regtype);
--- indexes or constraints with a name of PostgreSQL's choice instead of ours
SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND NOT t.relispartition AND t.relname <> 'flyway_schema_history' AND NOT i.indisprimary AND c.relname !~ '^(idx|uq)_';
--- tables without a comment that says what they are
SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND NOT c.relispartition AND c.relname <> 'flyway_schema_history' AND obj_description(c.oid, 'pg_class') IS NULL;
