-- Queries that must find nothing. Each starts with a line that says what it looks for. "Ours" are the tables of the five schemas that this
-- project designs; Spring Batch and Flyway bring their own. Partitions are looked at through their parent.
--- columns without classification
SELECT n.nspname, c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND NOT c.relispartition AND c.relname <> 'flyway_schema_history'
   AND a.attnum > 0 AND NOT a.attisdropped
   AND NOT EXISTS (SELECT 1 FROM compliance.data_classifications d WHERE d.schema_name = n.nspname AND d.table_name = c.relname AND d.column_name = a.attname);
--- classifications that leave one of the four respects open
SELECT * FROM compliance.data_classifications WHERE sensitivity IS NULL OR encryption IS NULL OR erase_action IS NULL OR retention_class IS NULL;
--- classifications without column
SELECT d.schema_name, d.table_name, d.column_name FROM compliance.data_classifications d
 WHERE NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', d.schema_name, d.table_name)) AND a.attname = d.column_name AND NOT a.attisdropped);
--- tables whose columns have different retention classes
SELECT schema_name, table_name FROM compliance.data_classifications GROUP BY 1, 2 HAVING count(DISTINCT retention_class) > 1;
--- foreign keys without a supporting index
-- The key's column comes first, so that a delete of the referenced row finds its rows; a predicate may only leave out rows without reference.
SELECT f.conrelid::regclass, f.conname FROM pg_constraint f
 WHERE f.contype = 'f' AND f.conparentid = 0
   AND NOT EXISTS (SELECT 1 FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
                    WHERE i.indrelid = f.conrelid AND i.indisvalid AND m.amname = 'btree' AND i.indkey[0] = f.conkey[1]
                      AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = format('(%s IS NOT NULL)', pg_get_indexdef(i.indexrelid, 1, true))))
   -- Each model has partitions of its own.
   AND f.conname <> 'embeddings_embedding_model_id_fkey';
--- tables without primary key
SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary);
--- cycles of foreign keys between different tables
WITH RECURSIVE e AS (
  SELECT DISTINCT f.conrelid AS a, f.confrelid AS b FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid WHERE f.contype = 'f' AND NOT c.relispartition AND f.conrelid <> f.confrelid),
 reach AS (SELECT a, b FROM e UNION SELECT r.a, e.b FROM reach r JOIN e ON e.a = r.b)
SELECT a::regclass FROM reach WHERE a = b;
--- indexes that another one makes redundant
-- Equal to it or a prefix of it, over the same rows, or over all where it only leaves out NULL; of two equal ones the constraint or the older
-- one stays.
WITH i AS (
  SELECT x.indexrelid AS oid, x.indrelid AS t, c.relam AS am, x.indisunique AS is_unique, x.indisprimary OR EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p','u','x')) AS is_constraint,
         coalesce(pg_get_expr(x.indpred, x.indrelid), '') AS predicate, x.indnkeyatts < x.indnatts AS includes, pg_get_indexdef(x.indexrelid, 1, true) AS first_key,
         ARRAY(SELECT concat_ws(' ', pg_get_indexdef(x.indexrelid, k + 1, true), x.indclass[k], x.indcollation[k], x.indoption[k]) FROM generate_series(0, x.indnkeyatts - 1) k ORDER BY k) AS keys
    FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_class r ON r.oid = x.indrelid JOIN pg_namespace n ON n.oid = r.relnamespace
   WHERE NOT r.relispartition AND n.nspname IN ('public','pipeline','compliance','archive','ops','batch'))
SELECT a.oid::regclass AS redundant, b.oid::regclass AS covered_by
  FROM i a JOIN i b ON b.t = a.t AND b.oid <> a.oid AND b.am = a.am JOIN pg_am m ON m.oid = a.am
 WHERE (b.keys = a.keys OR (m.amname = 'btree' AND b.keys[1:cardinality(a.keys)] = a.keys))
   AND (b.predicate = a.predicate OR (b.predicate = '' AND a.predicate = '(' || a.first_key || ' IS NOT NULL)'))
   AND NOT a.includes AND NOT a.is_constraint
   AND (NOT a.is_unique OR (b.is_unique AND b.keys = a.keys))
   AND NOT (b.keys = a.keys AND b.predicate = a.predicate AND a.is_unique = b.is_unique AND NOT b.is_constraint AND NOT b.includes AND a.oid < b.oid);
--- constraints not validated
SELECT conname FROM pg_constraint WHERE NOT convalidated;
--- invalid indexes
SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid;
--- timestamps without time zone
SELECT a.attrelid::regclass, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relname <> 'flyway_schema_history' AND a.attnum > 0 AND NOT a.attisdropped
   AND a.atttypid IN ('timestamp'::regtype, 'timestamp[]'::regtype, 'time'::regtype, 'timetz'::regtype);
--- columns of type json or with a length of text
SELECT a.attrelid::regclass, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND c.relname <> 'flyway_schema_history' AND a.attnum > 0 AND NOT a.attisdropped
   AND a.atttypid IN ('json'::regtype, 'varchar'::regtype, 'bpchar'::regtype);
--- identifiers that are not bigint
-- Columns that are generated or called id, and whatever refers to one of them.
SELECT a.attrelid::regclass, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> 'bigint'::regtype
   AND (a.attname = 'id' OR a.attidentity <> ''
        OR EXISTS (SELECT 1 FROM pg_constraint f JOIN pg_attribute r ON r.attrelid = f.confrelid AND r.attnum = f.confkey[1]
                    WHERE f.contype = 'f' AND f.conrelid = a.attrelid AND f.conkey[1] = a.attnum AND r.attname = 'id'));
--- money that is not a bigint of minor units
SELECT a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_type t ON t.oid = a.atttypid
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND a.attnum > 0 AND NOT a.attisdropped
   AND (t.oid = 'money'::regtype
        OR a.attname ~ '(^|_)(salary|amount|price|cost|bonus|fee|budget|pay|wage)(_|$)' AND coalesce(nullif(t.typbasetype, 0), t.oid) IN ('int2'::regtype, 'int4'::regtype, 'float4'::regtype, 'float8'::regtype, 'numeric'::regtype)
        OR t.oid = 'amount_minor'::regtype AND t.typbasetype <> 'bigint'::regtype);
--- amounts without a currency
-- Beside them, or in the table that they are part of.
SELECT a.attrelid::regclass, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE a.atttypid = 'amount_minor'::regtype AND c.relkind IN ('r','p') AND NOT a.attisdropped
   AND NOT EXISTS (SELECT 1 FROM pg_attribute k WHERE k.atttypid = 'currency_code'::regtype AND NOT k.attisdropped
                     AND (k.attrelid = a.attrelid OR k.attrelid IN (
                          SELECT f.confrelid FROM pg_constraint f JOIN pg_attribute o ON o.attrelid = f.conrelid AND o.attnum = f.conkey[1]
                           WHERE f.contype = 'f' AND f.conrelid = a.attrelid AND f.confdeltype = 'c' AND o.attnotnull)));
--- names that do not follow the rules
-- Tables and columns in lower snake case; idx_ and uq_ with the table's name, _pkey, ck_, _fkey or fk_, trg_.
WITH t AS (
  SELECT c.oid, c.relname, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p','v','m') AND NOT c.relispartition AND c.relname <> 'flyway_schema_history'
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'))
SELECT relname AS name FROM t WHERE relname !~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$'
UNION ALL SELECT a.attname FROM t JOIN pg_attribute a ON a.attrelid = t.oid WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attname !~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$'
UNION ALL SELECT c.relname FROM t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid
 WHERE NOT CASE WHEN i.indisprimary THEN c.relname = t.relname || '_pkey'
                ELSE c.relname ~ format('^%s_%s%s_[a-z0-9_]+$', CASE WHEN i.indisunique THEN 'uq' ELSE 'idx' END, CASE WHEN t.nspname = 'archive' THEN 'archive_' END, t.relname) END
UNION ALL SELECT k.conname FROM t JOIN pg_constraint k ON k.conrelid = t.oid
 WHERE NOT CASE k.contype WHEN 'c' THEN k.conname ~ '^ck_[a-z0-9_]+$'
                          WHEN 'f' THEN k.conname = format('%s_%s_fkey', t.relname, (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = k.conkey[1]))
                                        OR k.conname ~ format('^fk_%s_[a-z0-9_]+$', t.relname)
                          WHEN 'u' THEN k.conname ~ format('^uq_%s_[a-z0-9_]+$', t.relname) ELSE true END
UNION ALL SELECT g.tgname FROM t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal AND g.tgname !~ '^trg_[a-z0-9_]+$'
UNION ALL SELECT y.typname FROM pg_type y JOIN pg_namespace n ON n.oid = y.typnamespace
 WHERE y.typtype = 'e' AND n.nspname IN ('public','pipeline','compliance','archive','ops')
   AND (y.typname !~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$' OR EXISTS (SELECT 1 FROM pg_enum e WHERE e.enumtypid = y.oid AND e.enumlabel !~ '^[a-z0-9]+(_[a-z0-9]+)*$'));
--- enum types that nothing uses
SELECT y.oid::regtype FROM pg_type y WHERE y.typtype = 'e'
   AND NOT EXISTS (SELECT 1 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE a.atttypid IN (y.oid, y.typarray) AND c.relkind IN ('r','p') AND NOT a.attisdropped);
--- tables without a comment that says what they are
SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public','pipeline','compliance','archive','ops') AND c.relkind IN ('r','p') AND NOT c.relispartition AND c.relname <> 'flyway_schema_history'
   AND obj_description(c.oid, 'pg_class') IS NULL;
