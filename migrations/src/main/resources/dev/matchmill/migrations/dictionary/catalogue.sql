-- What the data dictionary reads. Each query starts with a line that names it; "id" is the table's.
--- version
SELECT version FROM public.flyway_schema_history WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1
--- tables
SELECT c.oid::bigint AS id, n.nspname AS schema, c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
       CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialised view' WHEN 'p' THEN 'partitioned by ' || pg_get_partkeydef(c.oid) ELSE 'table' END AS kind
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch') AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
   AND c.relname <> 'flyway_schema_history'
   AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY array_position(ARRAY['public', 'pipeline', 'compliance', 'archive', 'ops', 'batch'], n.nspname::text), c.relname
--- columns
SELECT a.attrelid::bigint AS id, a.attname AS name, replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz') AS type, a.attnotnull AS is_required,
       CASE WHEN a.attidentity <> '' THEN 'identity' WHEN a.attgenerated <> '' THEN 'generated: ' || pg_get_expr(d.adbin, d.adrelid) ELSE pg_get_expr(d.adbin, d.adrelid) END AS default_value,
       col_description(a.attrelid, a.attnum) AS comment, k.sensitivity::text, k.encryption::text, k.category::text, k.erase_action::text, k.retention_class::text
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  LEFT JOIN compliance.data_classifications k ON k.schema_name = n.nspname AND k.table_name = c.relname AND k.column_name = a.attname
 WHERE c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum
--- rules
SELECT k.conrelid::bigint AS id, k.contype::text AS kind, k.conname AS name, pg_get_constraintdef(k.oid, true) AS definition, obj_description(k.oid, 'pg_constraint') AS comment,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (number, position) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.position) AS columns
  FROM pg_constraint k WHERE k.contype IN ('p', 'u', 'c', 'x') AND k.conrelid <> 0
 ORDER BY k.conrelid, array_position(ARRAY['p', 'u', 'x', 'c'], k.contype::text), k.conname
--- foreign keys
SELECT k.conrelid::bigint AS id, k.conname AS name, k.confrelid::regclass::text AS target,
       CASE k.confdeltype WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' WHEN 'r' THEN 'restrict' WHEN 'd' THEN 'set default' ELSE 'no action' END AS on_delete,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (number, position) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.position) AS columns
  FROM pg_constraint k WHERE k.contype = 'f' AND k.conparentid = 0
 ORDER BY k.conrelid, k.conkey, k.conname
--- indexes
SELECT i.indrelid::bigint AS id, c.relname AS name, i.indisunique AS is_unique, regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING (btree )?', '') AS definition, obj_description(c.oid, 'pg_class') AS comment
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
 ORDER BY i.indrelid, NOT i.indisprimary, NOT i.indisunique, c.relname
--- triggers
SELECT t.tgrelid::bigint AS id, t.tgname AS name, regexp_replace(pg_get_triggerdef(t.oid, true), '^CREATE TRIGGER \S+ ', '') AS definition
  FROM pg_trigger t WHERE NOT t.tgisinternal ORDER BY t.tgrelid, t.tgname
--- enums
SELECT t.oid::regtype::text AS name, obj_description(t.oid, 'pg_type') AS comment,
       ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels,
       ARRAY(SELECT a.attrelid::regclass || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
              WHERE a.atttypid IN (t.oid, t.typarray) AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT a.attisdropped ORDER BY 1) AS used_by
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype = 'e' AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops') ORDER BY 1
--- routines
SELECT CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || p.proname AS name, pg_get_function_identity_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS result,
       obj_description(p.oid, 'pg_proc') AS comment
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops') AND p.prokind = 'f'
   AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
 ORDER BY n.nspname, p.proname
