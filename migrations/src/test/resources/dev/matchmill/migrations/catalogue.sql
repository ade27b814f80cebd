-- All that makes up the schema, as lines of text that are equal when two schemas are. Partitions are left out: which ones exist
-- depends on the day and on the models.
WITH ours AS (
  SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('public','pipeline','compliance','archive','ops','batch')
), relations AS (
  SELECT c.*, o.nspname || '.' || c.relname AS name FROM pg_class c JOIN ours o ON o.oid = c.relnamespace
   WHERE NOT c.relispartition AND c.relkind IN ('r','p','v','m','S','i','I')
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
)
SELECT format('relation %s %s %s rls=%s/%s %s', relkind, name, reloptions, relrowsecurity, relforcerowsecurity, obj_description(oid, 'pg_class')) AS line FROM relations
UNION ALL SELECT format('column %s.%s %s %s %s %s%s %s %s %s', r.name, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attstorage,
                        pg_get_expr(d.adbin, d.adrelid), col_description(r.oid, a.attnum))
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum WHERE r.relkind IN ('r','p','v','m')
UNION ALL SELECT format('grant %s %s.%s to %s %s', x.privilege_type, r.name, a.attname, coalesce(x.grantee::regrole::text, 'public'), x.is_grantable)
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid CROSS JOIN LATERAL aclexplode(a.attacl) x
UNION ALL SELECT format('grant %s %s to %s %s', x.privilege_type, r.name, x.grantee::oid::regrole, x.is_grantable) FROM relations r CROSS JOIN LATERAL aclexplode(r.relacl) x WHERE x.grantee <> r.relowner
UNION ALL SELECT format('grant %s on schema %s to %s', x.privilege_type, n.nspname, x.grantee::oid::regrole) FROM pg_namespace n JOIN ours USING (oid) CROSS JOIN LATERAL aclexplode(n.nspacl) x
UNION ALL SELECT format('index %s %s %s %s', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, i.indisreplident) FROM pg_index i JOIN relations r ON r.oid = i.indexrelid
UNION ALL SELECT format('constraint %s %s %s %s %s', r.name, k.conname, pg_get_constraintdef(k.oid), k.convalidated, obj_description(k.oid, 'pg_constraint'))
  FROM pg_constraint k JOIN relations r ON r.oid = k.conrelid WHERE k.conparentid = 0
UNION ALL SELECT format('trigger %s %s %s', pg_get_triggerdef(t.oid), t.tgenabled, obj_description(t.oid, 'pg_trigger')) FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL SELECT format('function %s %s', pg_get_functiondef(p.oid), obj_description(p.oid, 'pg_proc')) FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace
 WHERE p.prokind IN ('f','p') AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT format('grant %s %s to %s', x.privilege_type, p.oid::regprocedure, CASE x.grantee WHEN 0 THEN 'public' ELSE x.grantee::regrole::text END)
  FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace CROSS JOIN LATERAL aclexplode(p.proacl) x WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT format('view %s %s', r.name, pg_get_viewdef(r.oid)) FROM relations r WHERE r.relkind IN ('v','m')
UNION ALL SELECT format('policy %s %s %s %s %s %s %s', schemaname, tablename, policyname, roles, cmd, qual, with_check) FROM pg_policies
UNION ALL SELECT format('enum %s %s %s', t.oid::regtype, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder), obj_description(t.oid, 'pg_type')) FROM pg_type t JOIN ours o ON o.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.oid
UNION ALL SELECT format('domain %s %s %s %s %s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault, (SELECT string_agg(pg_get_constraintdef(k.oid), ',' ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid))
  FROM pg_type t JOIN ours o ON o.oid = t.typnamespace WHERE t.typtype = 'd'
UNION ALL SELECT format('extension %s %s', extname, extversion) FROM pg_extension
UNION ALL SELECT format('setting %s %s', s.setrole::regrole, unnest(s.setconfig)) FROM pg_db_role_setting s WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY line
