-- What an erasure does, completed: free text that names people is cleared wherever it stands, archived documents keep figures only,
-- and the role of erasure reads everything it must search.

SELECT set_config('ats.actor_type', 'migration', true);

-- Columns that were to be kept although people write what they like into them, or although they lead back to the person.
--@erase public.applications source_detail=null_out external_ref=null_out
--@erase public.ai_evaluations error_message=delete_row
--@erase public.background_checks external_check_id=null_out
--@erase public.email_delivery_logs provider_message_id=null_out error_message=null_out
--@erase public.files storage_key=pseudonymise
--@erase public.interviews title=redact external_meeting_id=null_out location=null_out
--@erase public.messages failure_reason=null_out dedupe_key=null_out
--@erase public.notifications action_url=delete_row
--@erase public.offer_approvals comment=null_out
--@erase public.offer_negotiations other_requests=redact
--@erase public.offers equity=null_out benefits=redact
--@erase public.referral_bonuses forfeit_reason=null_out
--@erase pipeline.ingestion_items external_id=delete_row
--@erase pipeline.dead_letters external_id=delete_row error_message=delete_row resolution_note=delete_row
--@erase archive.applications candidate_fingerprint=null_out
UPDATE compliance.data_classifications d
   SET erase_action = CAST(v.action AS erase_action)
  FROM (VALUES
    ('public','applications','source_detail','null_out'), ('public','applications','external_ref','null_out'),
    ('public','ai_evaluations','error_message','delete_row'),
    ('public','background_checks','external_check_id','null_out'),
    ('public','email_delivery_logs','provider_message_id','null_out'), ('public','email_delivery_logs','error_message','null_out'),
    ('public','files','storage_key','pseudonymise'),
    ('public','interviews','title','redact'), ('public','interviews','external_meeting_id','null_out'), ('public','interviews','location','null_out'),
    ('public','messages','failure_reason','null_out'), ('public','messages','dedupe_key','null_out'),
    ('public','notifications','action_url','delete_row'), ('archive','notifications','action_url','delete_row'),
    ('public','offer_approvals','comment','null_out'),
    ('public','offer_negotiations','other_requests','redact'),
    ('public','offers','equity','null_out'), ('public','offers','benefits','redact'),
    ('public','referral_bonuses','forfeit_reason','null_out'),
    ('pipeline','ingestion_items','external_id','delete_row'),
    ('pipeline','dead_letters','external_id','delete_row'), ('pipeline','dead_letters','error_message','delete_row'),
    ('pipeline','dead_letters','resolution_note','delete_row'),
    ('archive','applications','candidate_fingerprint','null_out')) AS v (schema_name, table_name, column_name, action)
 WHERE (d.schema_name, d.table_name, d.column_name) = (v.schema_name, v.table_name, v.column_name);

-- A row of an archived document after an erasure, by the same classification as live rows: tables whose rows would go give NULL, and
-- what is not classified goes. p_keeps_candidate: whether the row may still say whose it was (the candidate is erased as well).
CREATE FUNCTION compliance.erased_row(p_schema text, p_table text, p_row jsonb, p_keeps_candidate boolean) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN NOT bool_or(d.erase_action = 'delete_row') THEN jsonb_object_agg(d.column_name,
      CASE WHEN v.value = 'null' OR d.erase_action = 'null_out' THEN 'null'
           WHEN d.column_name = 'candidate_id' AND p_keeps_candidate IS NOT TRUE THEN 'null'
           WHEN d.erase_action = 'keep' THEN v.value
           WHEN d.erase_action = 'pseudonymise' THEN to_jsonb('erased-' || (p_row ->> 'id') || '@erased.invalid')
           WHEN jsonb_typeof(v.value) = 'object' THEN '{}'
           WHEN jsonb_typeof(v.value) = 'array' THEN '[]'
           WHEN y.typtype = 'e' THEN '"unknown"'
           ELSE '"[erased]"' END) END
    FROM jsonb_each(p_row) AS v (key, value)
    JOIN compliance.data_classifications d ON d.schema_name = p_schema AND d.table_name = p_table AND d.column_name = v.key
    LEFT JOIN pg_attribute a ON a.attrelid = to_regclass(format('%I.%I', p_schema, p_table)) AND a.attname = d.column_name
    LEFT JOIN pg_type y ON y.oid = a.atttypid
$$;
COMMENT ON FUNCTION compliance.erased_row(text, text, jsonb, boolean) IS 'A row of an archived document as an erasure leaves it, by the classification of its columns.';

-- The document of an archived application after an erasure: anonymous figures, in the form that it had. Twice is once.
CREATE FUNCTION compliance.erased_payload(p_payload jsonb, p_keeps_candidate boolean) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN jsonb_typeof(p_payload -> 'tables') IS DISTINCT FROM 'object' THEN '{}'::jsonb
    ELSE jsonb_build_object(
      'tables', (
        SELECT coalesce(jsonb_object_agg(t.name, t.content), '{}')
          FROM (SELECT e.key AS name, jsonb_agg(r.erased ORDER BY e.ordinality, r.position) AS content
                  FROM (SELECT x.key, x.value, x.ordinality,
                               CASE WHEN strpos(x.key, '.') > 0 THEN split_part(x.key, '.', 1) ELSE 'public' END AS schema_name,
                               CASE WHEN strpos(x.key, '.') > 0 THEN split_part(x.key, '.', 2) ELSE x.key END AS table_name
                          FROM jsonb_each(p_payload -> 'tables') WITH ORDINALITY AS x) e
                 CROSS JOIN LATERAL (
                   SELECT compliance.erased_row(e.schema_name, e.table_name, i.item, p_keeps_candidate) AS erased, i.position
                     FROM jsonb_array_elements(CASE WHEN jsonb_typeof(e.value) = 'array' THEN e.value ELSE '[]' END) WITH ORDINALITY AS i (item, position)
                    WHERE jsonb_typeof(i.item) = 'object') r
                 WHERE r.erased IS NOT NULL
                 GROUP BY e.key) t),
      'links', '{}'::jsonb) END
$$;
COMMENT ON FUNCTION compliance.erased_payload(jsonb, boolean) IS 'The document of an archived application as an erasure leaves it: anonymous figures.';

-- Searching for what is left needs to read everything; what this role erases it may do already.
CREATE FUNCTION ops.install_subject_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_privacy') IS NOT NULL THEN
    GRANT SELECT ON archive.audit_log, application_status_transitions TO ats_privacy;
  END IF;
END $$;
SELECT ops.install_subject_grants();
