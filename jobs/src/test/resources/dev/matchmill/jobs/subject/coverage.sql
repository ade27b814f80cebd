--- tables
SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition

--- columns
SELECT format('%I.%I.%I', n.nspname, c.relname, a.attname)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition

--- tables with columns to erase
SELECT DISTINCT format('%I.%I', schema_name, table_name)
FROM compliance.data_classifications
WHERE erase_action <> 'keep'
ORDER BY 1

--- references to persons
SELECT DISTINCT format('%I.%I.%I', n.nspname, coalesce(p.relname, c.relname), a.attname) COLLATE "C"
FROM pg_constraint f
JOIN pg_class c ON c.oid = f.conrelid
LEFT JOIN pg_partition_ancestors(c.oid) AS ancestor (relid) ON c.relispartition
LEFT JOIN pg_class p ON p.oid = ancestor.relid AND NOT p.relispartition
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
WHERE f.contype = 'f'
  AND (NOT c.relispartition OR p.oid IS NOT NULL)
  AND f.confrelid IN ('candidates'::regclass, 'applications'::regclass, 'users'::regclass, 'files'::regclass,
                      'candidate_documents'::regclass, 'interviews'::regclass, 'offers'::regclass, 'messages'::regclass,
                      'referrals'::regclass, 'pipeline.document_texts'::regclass, 'pipeline.source_records'::regclass)
ORDER BY 1

--- references to files
SELECT format('%I.%I.%I', n.nspname, c.relname, a.attname)
FROM pg_constraint f
JOIN pg_class c ON c.oid = f.conrelid AND NOT c.relispartition
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
WHERE f.contype = 'f' AND f.confrelid = 'files'::regclass
ORDER BY 1

--- references that are no person's
compliance.legal_holds.placed_by_user_id          who of the staff acted
compliance.legal_holds.released_by_user_id        who of the staff acted
compliance.retention_policies.created_by_user_id  who of the staff acted
public.email_templates.created_by_user_id         who of the staff acted
public.hiring_pipelines.created_by_user_id        who of the staff acted
public.jobs.created_by_user_id                    who of the staff acted
public.jobs.hiring_manager_user_id                who of the staff answers for it
public.jobs.recruiter_user_id                     who of the staff answers for it
public.question_templates.created_by_user_id      who of the staff acted
public.referral_programs.created_by_user_id       who of the staff acted
public.talent_pools.owner_user_id                 who of the staff answers for it
