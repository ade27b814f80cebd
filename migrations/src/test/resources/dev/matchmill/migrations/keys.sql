-- What KeysIT tries, read from the catalogue: owner, name, columns or assignments, and the statements that put the other
-- constraints of the table away (in a transaction that is rolled back).
--- tables
SELECT n.nspname || '.' || c.relname
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public','pipeline','compliance','archive','ops')
  AND c.relkind IN ('r','p')
  AND NOT c.relispartition
  AND c.relname <> 'flyway_schema_history'
--- unique keys
SELECT n.nspname || '.' || c.relname, x.relname,
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
        FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''),
       coalesce((SELECT string_agg(CASE WHEN con.oid IS NULL THEN format('DROP INDEX %s', o.indexrelid::regclass)
                                        ELSE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', o.indrelid::regclass, con.conname) END, '; ')
                 FROM pg_index o
                 LEFT JOIN pg_constraint con ON con.conindid = o.indexrelid AND con.contype IN ('p','u')
                 WHERE o.indrelid = c.oid AND o.indisunique AND o.indexrelid <> i.indexrelid), '')
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE i.indisunique
  AND c.relkind IN ('r','p')
  AND NOT c.relispartition
  AND n.nspname IN ('public','pipeline','compliance','archive','ops')
  AND c.relname <> 'flyway_schema_history'
ORDER BY 1, 2
--- foreign keys
SELECT n.nspname || '.' || c.relname, con.conname,
       (SELECT string_agg(format('%I = %s', a.attname, CASE WHEN a.atttypid = 'text'::regtype THEN quote_literal('nothing has this key') ELSE '-1' END), ', ')
        FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum = ANY (con.conkey)),
       coalesce((SELECT string_agg(format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', o.conrelid::regclass, o.conname), '; ')
                 FROM pg_constraint o
                 WHERE c.oid IN (o.conrelid, o.confrelid) AND o.conparentid = 0 AND o.oid <> con.oid AND o.contype IN ('f','c') AND o.coninhcount = 0), '')
FROM pg_constraint con
JOIN pg_class c ON c.oid = con.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE con.contype = 'f'
  AND con.conparentid = 0
  AND n.nspname IN ('public','pipeline','compliance','archive','ops')
ORDER BY 1, 2
--- mandatory columns
SELECT n.nspname || '.' || c.relname, a.attname, format('%I = NULL', a.attname), ''
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnotnull
  AND a.attnum > 0
  AND NOT a.attisdropped
  AND a.attgenerated = ''
  AND a.attidentity <> 'a'
  AND c.relkind IN ('r','p')
  AND NOT c.relispartition
  AND n.nspname IN ('public','pipeline','compliance','archive','ops')
  AND c.relname <> 'flyway_schema_history'
  -- a row without partition key is refused for want of a partition
  AND NOT EXISTS (SELECT 1 FROM pg_partitioned_table p WHERE p.partrelid IN (SELECT relid FROM pg_partition_tree(c.oid)) AND a.attnum = ANY (p.partattrs))
ORDER BY 1, 2
--- root of an index
SELECT DISTINCT root.relname
FROM pg_class o
JOIN pg_class root ON root.oid = coalesce(pg_partition_root(o.oid), o.oid)
WHERE o.relname = :index
  AND o.relkind IN ('i','I')
