-- What AuditedTablesIT asks the catalogue about one table (:table, a regclass).
--- audited tables
SELECT DISTINCT n.nspname || '.' || c.relname
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE t.tgfoid = 'compliance.audit_statement'::regproc
  AND NOT t.tgisinternal
  AND t.tgenabled <> 'D'
ORDER BY 1
--- tables of the business
SELECT n.nspname || '.' || c.relname
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public','compliance')
  AND c.relkind IN ('r','p')
  AND NOT c.relispartition
  AND c.relname <> 'flyway_schema_history'
ORDER BY 1
--- encrypted columns
SELECT format('%I.%I %s %I', d.schema_name, d.table_name,
              CASE WHEN d.sensitivity <= 'confidential' AND d.erase_action = 'keep' THEN 'shown' ELSE 'hidden' END, d.column_name)
FROM compliance.data_classifications d
JOIN compliance.audit_coverage a ON a.audited_table = to_regclass(format('%I.%I', d.schema_name, d.table_name)) AND a.event = 'update'
WHERE (d.encryption = 'field_level' OR d.column_name LIKE '%\_enc')
ORDER BY 1
--- statements that leave a table its key and its audit
SELECT format('ALTER TABLE %s DISABLE TRIGGER USER', :table)
UNION ALL
SELECT format('ALTER TABLE %s ENABLE TRIGGER %I', :table, t.tgname)
FROM pg_trigger t
WHERE t.tgrelid = CAST(:table AS regclass) AND t.tgfoid = 'compliance.audit_statement'::regproc
UNION ALL
SELECT format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', con.conrelid::regclass, con.conname)
FROM pg_constraint con
WHERE CAST(:table AS regclass) IN (con.conrelid, con.confrelid)
  AND con.contype IN ('f','c','u')
  AND con.conparentid = 0
  AND con.coninhcount = 0
--- a change of every column
SELECT string_agg(format('%1$I = ' || CASE
           WHEN t.typname = 'email_address' THEN '''canary.'' || %1$I'
           WHEN t.typname = 'http_url' THEN '%1$I || ''/canary'''
           WHEN t.typname IN ('country_code','currency_code') THEN 'reverse(%1$I)'
           WHEN t.typname = 'language_code' THEN '''xx'''
           WHEN t.typname = 'sha256_digest' THEN 'sha256(%1$I)'
           WHEN t.typname = 'jsonb_object' THEN 'jsonb_build_object(''canary'', %1$I)'
           WHEN t.typname IN ('jsonb_array','jsonb') THEN 'jsonb_build_array(%1$I)'
           WHEN t.typname = 'bytea' THEN '%1$I || %1$I'
           WHEN t.typname = 'unit_score' THEN '%1$I / 2'
           WHEN t.typname = '_text' THEN '%1$I || %1$I'
           WHEN t.typname = 'vector' THEN '%1$I + %1$I'
           WHEN t.typname IN ('timestamptz','date','interval') THEN '%1$I + interval ''1 day'''
           WHEN t.typname = 'inet' THEN '%1$I + 1'
           WHEN t.typname = 'bool' THEN 'NOT %1$I'
           WHEN t.typcategory = 'E' THEN (SELECT quote_literal(max(e.enumlabel)) FROM pg_enum e WHERE e.enumtypid = t.oid)
           WHEN t.typcategory = 'S' THEN '%1$I || '' canary'''
           ELSE '%1$I + 1' END, a.attname), ', ')
FROM pg_attribute a
JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attrelid = CAST(:table AS regclass)
  AND a.attnum > 0
  AND NOT a.attisdropped
  AND a.attgenerated = ''
  AND a.attname <> ALL (ARRAY(SELECT k.attname FROM pg_index i JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey)
                              WHERE i.indrelid = a.attrelid AND i.indisprimary))
--- what is wrong with the entries of a change and a removal
WITH given AS (
  SELECT c.oid, n.nspname AS schema_name, c.relname AS table_name, CAST(:before AS jsonb) AS before, CAST(:after AS jsonb) AS after
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid = CAST(:table AS regclass)),
columns AS (
  SELECT a.attname AS name, g.before->a.attname AS before, g.after->a.attname AS after,
         -- no classification: hidden
         coalesce(d.sensitivity IN ('public','internal','confidential') AND d.erase_action = 'keep', false) AS shown,
         a.attname IN ('updated_at','search_vector') OR a.attname = ANY (coalesce(r.ignored_columns, '{}')) AS ignored
  FROM given g
  JOIN pg_attribute a ON a.attrelid = g.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN compliance.audit_rules r ON r.schema_name = g.schema_name AND r.table_name = g.table_name
  LEFT JOIN compliance.data_classifications d ON d.schema_name = g.schema_name AND d.table_name = g.table_name AND d.column_name = a.attname),
changed AS (
  SELECT array_agg(name::text ORDER BY name COLLATE "C") AS names,
         jsonb_object_agg(name, CASE WHEN shown THEN before ELSE '"[redacted]"' END) AS olds,
         jsonb_object_agg(name, CASE WHEN shown THEN after ELSE '"[redacted]"' END) AS news
  FROM columns
  WHERE before IS DISTINCT FROM after AND NOT ignored),
removed AS (
  SELECT jsonb_object_agg(name, CASE WHEN shown THEN after ELSE '"[redacted]"' END) AS olds
  FROM columns
  WHERE after <> 'null' AND NOT ignored),
entries AS (
  SELECT l.*, row_number() OVER (ORDER BY l.id) AS position, count(*) OVER () AS total
  FROM given g
  JOIN compliance.audit_log l ON l.schema_name = g.schema_name AND l.table_name = g.table_name
  WHERE l.batch_job_execution_id = :execution),
secrets AS (
  SELECT DISTINCT c.name, leaf #>> '{}' AS text
  FROM columns c
  CROSS JOIN LATERAL (VALUES (c.before), (c.after)) AS v (value)
  CROSS JOIN LATERAL jsonb_path_query(v.value, 'lax $.** ? (@.type() == "string")') AS leaf
  WHERE NOT c.shown AND length(leaf #>> '{}') >= 8
    -- an instant may be that of another column, too
    AND NOT EXISTS (SELECT 1 FROM columns o WHERE o.shown AND leaf IN (o.before, o.after)))
SELECT format('%s entries instead of 2', count(*)) FROM entries HAVING count(*) <> 2
UNION ALL
SELECT format('changed columns %s instead of %s', e.changed_columns, c.names)
FROM changed c LEFT JOIN entries e ON e.position = 1 WHERE e.changed_columns IS DISTINCT FROM c.names OR e.action IS DISTINCT FROM 'update'
UNION ALL
SELECT format('old values %s instead of %s', e.old_values, c.olds) FROM changed c LEFT JOIN entries e ON e.position = 1 WHERE e.old_values IS DISTINCT FROM c.olds
UNION ALL
SELECT format('new values %s instead of %s', e.new_values, c.news) FROM changed c LEFT JOIN entries e ON e.position = 1 WHERE e.new_values IS DISTINCT FROM c.news
UNION ALL
SELECT format('removed values %s instead of %s', e.old_values, r.olds)
FROM removed r LEFT JOIN entries e ON e.position = 2 WHERE e.old_values IS DISTINCT FROM r.olds OR e.action IS DISTINCT FROM 'delete'
UNION ALL
SELECT format('actor %s %s, request %s', actor_type, actor_user_id, request_id) FROM entries WHERE (actor_type, actor_user_id, request_id) IS DISTINCT FROM ('batch'::actor_type, NULL::bigint, 'run 8')
UNION ALL
SELECT format('%s is found in the entry %s', s.name, l.id)
FROM secrets s JOIN compliance.audit_log l ON strpos(concat_ws(' ', l.row_id, l.changed_columns, l.old_values, l.new_values), s.text) > 0
--- how many columns are hidden
SELECT count(*)
FROM compliance.data_classifications
WHERE to_regclass(format('%I.%I', schema_name, table_name)) = CAST(:table AS regclass)
  AND NOT (sensitivity IN ('public','internal','confidential') AND erase_action = 'keep')
