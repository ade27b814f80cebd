-- Functions and triggers.

-- Partition maintenance.
CREATE FUNCTION ops.create_partitions(p_on timestamptz DEFAULT now()) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE p ops.partition_policies; unit text; lo timestamp; hi timestamp; made integer := 0; i integer; name text;
BEGIN
  FOR p IN SELECT * FROM ops.partition_policies LOOP
    unit := CASE WHEN p.partition_by = interval '1 year' THEN 'year' ELSE 'month' END;
    FOR i IN -1..p.premake_count LOOP
      lo := date_trunc(unit, p_on AT TIME ZONE 'UTC') + i * p.partition_by;
      hi := lo + p.partition_by;
      name := p.parent_table || '_' || to_char(lo, CASE WHEN unit = 'year' THEN 'YYYY' ELSE 'YYYY_MM' END);
      IF to_regclass(format('%I.%I', p.parent_schema, name)) IS NULL THEN
        EXECUTE format('CREATE TABLE %I.%I PARTITION OF %I.%I FOR VALUES FROM (%L) TO (%L)', p.parent_schema, name, p.parent_schema, p.parent_table, lo AT TIME ZONE 'UTC', hi AT TIME ZONE 'UTC');
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
-- First partitions, before any audit trigger exists (the audit log must have its partition of the month).
SELECT ops.create_partitions();

-- updated_at. The trigger lists the columns whose change counts: not the generated ones, not bookkeeping written by background jobs.
-- (A BEFORE trigger cannot compare whole rows: generated columns are not computed yet in NEW.)
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

-- (Re)creates the updated_at trigger of every table; run again by the afterMigrateApplied callback so that new columns are included.
CREATE FUNCTION ops.install_touch_triggers() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE r record; cols text; n integer := 0;
  bookkeeping text[] := ARRAY['id','created_at','updated_at','retention_until','anonymized_at','last_activity_at','last_login_at','failed_login_count','last_synced_at','usage_count','last_used_at',
                              'members_count','last_refreshed_at','views_count','clicks_count','applications_count','archived_at','content_hash'];
BEGIN
  FOR r IN SELECT c.oid, c.relname, n.nspname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attname = 'updated_at' AND NOT a.attisdropped AND c.relkind IN ('r','p') AND NOT c.relispartition AND n.nspname IN ('public','pipeline') AND c.relname <> 'match_watermarks' LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO cols FROM pg_attribute
     WHERE attrelid = r.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname <> ALL (bookkeeping);
    EXECUTE format('DROP TRIGGER IF EXISTS trg_%s_touch ON %I.%I', r.relname, r.nspname, r.relname);
    EXECUTE format('CREATE TRIGGER trg_%s_touch BEFORE UPDATE OF %s ON %I.%I FOR EACH ROW EXECUTE FUNCTION touch_updated_at()', r.relname, cols, r.nspname, r.relname);
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;
SELECT ops.install_touch_triggers();

-- Status changes of applications: allowed transitions, reason, timestamp.
CREATE FUNCTION check_application_status_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE t application_status_transitions;
BEGIN
  SELECT * INTO t FROM application_status_transitions WHERE from_status = OLD.status AND to_status = NEW.status;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'application %: status change % -> % is not allowed', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'application_status_transitions';
  END IF;
  IF t.requires_reason AND NEW.rejection_reason IS NULL THEN
    RAISE EXCEPTION 'application %: status % needs a reason', OLD.id, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'application_status_reason';
  END IF;
  NEW.status_changed_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER trg_applications_status BEFORE UPDATE OF status ON applications FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION check_application_status_change();

-- job_counters.applications_count: one upsert per job and statement, not per row.
CREATE FUNCTION count_applications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO job_counters AS c (job_id, applications_count)
    SELECT job_id, count(*) FROM new_rows WHERE deleted_at IS NULL GROUP BY job_id ORDER BY job_id
    ON CONFLICT (job_id) DO UPDATE SET applications_count = c.applications_count + EXCLUDED.applications_count;
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE job_counters c SET applications_count = c.applications_count - d.n
      FROM (SELECT job_id, count(*) n FROM old_rows WHERE deleted_at IS NULL GROUP BY job_id) d WHERE c.job_id = d.job_id;
  ELSE
    UPDATE job_counters c SET applications_count = c.applications_count + d.n
      FROM (SELECT job_id, sum(x) n FROM (
              SELECT job_id, 1 AS x FROM new_rows WHERE deleted_at IS NULL
              UNION ALL SELECT job_id, -1 FROM old_rows WHERE deleted_at IS NULL) s GROUP BY job_id HAVING sum(x) <> 0) d
     WHERE c.job_id = d.job_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER trg_applications_count_insert AFTER INSERT ON applications REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_applications();
CREATE TRIGGER trg_applications_count_update AFTER UPDATE ON applications REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_applications();
CREATE TRIGGER trg_applications_count_delete AFTER DELETE ON applications REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_applications();

-- candidates.skills is derived from candidate_skills.
CREATE FUNCTION sync_candidate_skills() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids bigint[];
BEGIN
  IF TG_OP = 'INSERT' THEN SELECT array_agg(DISTINCT candidate_id) INTO ids FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN SELECT array_agg(DISTINCT candidate_id) INTO ids FROM old_rows;
  ELSE SELECT array_agg(DISTINCT candidate_id) INTO ids FROM (SELECT candidate_id FROM new_rows UNION SELECT candidate_id FROM old_rows) s;
  END IF;
  IF ids IS NULL THEN RETURN NULL; END IF;
  UPDATE candidates c SET skills = v.skills
    FROM (SELECT i.id, coalesce(jsonb_agg(s.canonical_name ORDER BY s.canonical_name) FILTER (WHERE s.id IS NOT NULL), '[]'::jsonb) AS skills
            FROM unnest(ids) AS i(id) LEFT JOIN candidate_skills cs ON cs.candidate_id = i.id LEFT JOIN skills s ON s.id = cs.skill_id GROUP BY i.id) v
   WHERE c.id = v.id AND c.skills IS DISTINCT FROM v.skills;
  RETURN NULL;
END $$;
CREATE TRIGGER trg_candidate_skills_sync_insert AFTER INSERT ON candidate_skills REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION sync_candidate_skills();
CREATE TRIGGER trg_candidate_skills_sync_update AFTER UPDATE ON candidate_skills REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION sync_candidate_skills();
CREATE TRIGGER trg_candidate_skills_sync_delete AFTER DELETE ON candidate_skills REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION sync_candidate_skills();

-- Legal holds. The guard also fires for rows removed by ON DELETE CASCADE.
CREATE FUNCTION compliance.is_on_hold(p_type hold_subject_type, p_id bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM compliance.legal_hold_subjects s JOIN compliance.legal_holds h ON h.id = s.hold_id
                  WHERE s.subject_type = p_type AND s.subject_id = p_id AND h.released_at IS NULL)
$$;
CREATE FUNCTION compliance.guard_legal_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held boolean;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM compliance.legal_holds WHERE released_at IS NULL) THEN RETURN OLD; END IF;
  CASE TG_TABLE_NAME
    WHEN 'organizations' THEN held := compliance.is_on_hold('organization', OLD.id);
    WHEN 'jobs' THEN held := compliance.is_on_hold('job', OLD.id) OR compliance.is_on_hold('organization', OLD.organization_id);
    WHEN 'candidates' THEN held := compliance.is_on_hold('candidate', OLD.id)
       OR EXISTS (SELECT 1 FROM applications a WHERE a.candidate_id = OLD.id AND compliance.is_on_hold('application', a.id));
    WHEN 'applications' THEN held := compliance.is_on_hold('application', OLD.id) OR compliance.is_on_hold('job', OLD.job_id)
       OR compliance.is_on_hold('organization', OLD.organization_id) OR (OLD.candidate_id IS NOT NULL AND compliance.is_on_hold('candidate', OLD.candidate_id));
  END CASE;
  IF held THEN
    RAISE EXCEPTION '% % is under a legal hold', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'legal_hold';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER trg_organizations_hold BEFORE DELETE ON organizations FOR EACH ROW EXECUTE FUNCTION compliance.guard_legal_hold();
CREATE TRIGGER trg_jobs_hold BEFORE DELETE ON jobs FOR EACH ROW EXECUTE FUNCTION compliance.guard_legal_hold();
CREATE TRIGGER trg_candidates_hold BEFORE DELETE ON candidates FOR EACH ROW EXECUTE FUNCTION compliance.guard_legal_hold();
CREATE TRIGGER trg_applications_hold BEFORE DELETE ON applications FOR EACH ROW EXECUTE FUNCTION compliance.guard_legal_hold();

-- Audit trail: one INSERT per statement. Context comes from transaction-local settings:
--   ats.actor_type, ats.actor_user_id, ats.request_id, ats.job_execution_id, ats.client_ip
-- TG_ARGV[0]: primary-key columns, comma-separated; TG_ARGV[1]: comma-separated columns without audit interest.
CREATE FUNCTION compliance.row_key(j jsonb, pk text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN array_length(pk, 1) = 1 THEN j->>pk[1] ELSE (SELECT string_agg(j->>k, ',' ORDER BY o) FROM unnest(pk) WITH ORDINALITY AS u(k, o)) END
$$;
CREATE FUNCTION compliance.audit_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  pk text[] := string_to_array(TG_ARGV[0], ',');
  ignored text[] := string_to_array(coalesce(TG_ARGV[1], ''), ',') || ARRAY['updated_at','search_vector'];
  visible text[]; -- fails closed: a column without classification, or one that erasure must clear, is redacted
BEGIN
  SELECT coalesce(array_agg(column_name), '{}') INTO visible FROM compliance.data_classifications
   WHERE schema_name = TG_TABLE_SCHEMA AND table_name = TG_TABLE_NAME AND sensitivity <= 'confidential' AND erase_action = 'keep';
  IF TG_OP = 'INSERT' THEN
    INSERT INTO compliance.audit_log (action, actor_type, actor_user_id, organization_id, schema_name, table_name, row_id, request_id, batch_job_execution_id, client_ip)
    SELECT 'insert', coalesce(nullif(current_setting('ats.actor_type', true), ''), 'system')::actor_type, nullif(current_setting('ats.actor_user_id', true), '')::bigint,
           (j->>'organization_id')::bigint, TG_TABLE_SCHEMA, TG_TABLE_NAME, compliance.row_key(j, pk),
           nullif(current_setting('ats.request_id', true), ''), nullif(current_setting('ats.job_execution_id', true), '')::bigint, nullif(current_setting('ats.client_ip', true), '')::inet
      FROM (SELECT to_jsonb(r) AS j FROM new_rows r OFFSET 0) s;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO compliance.audit_log (action, actor_type, actor_user_id, organization_id, schema_name, table_name, row_id, old_values, request_id, batch_job_execution_id, client_ip)
    SELECT 'delete', coalesce(nullif(current_setting('ats.actor_type', true), ''), 'system')::actor_type, nullif(current_setting('ats.actor_user_id', true), '')::bigint,
           (j->>'organization_id')::bigint, TG_TABLE_SCHEMA, TG_TABLE_NAME, compliance.row_key(j, pk), (SELECT jsonb_object_agg(k, CASE WHEN k = ANY (visible) THEN v ELSE '"[redacted]"'::jsonb END) FROM jsonb_each(j) AS e(k, v) WHERE k <> ALL (ignored) AND v <> 'null'::jsonb),
           nullif(current_setting('ats.request_id', true), ''), nullif(current_setting('ats.job_execution_id', true), '')::bigint, nullif(current_setting('ats.client_ip', true), '')::inet
      FROM (SELECT to_jsonb(r) AS j FROM old_rows r OFFSET 0) s;
  ELSE
    INSERT INTO compliance.audit_log (action, actor_type, actor_user_id, organization_id, schema_name, table_name, row_id, changed_columns, old_values, new_values, request_id, batch_job_execution_id, client_ip)
    WITH o AS MATERIALIZED (SELECT compliance.row_key(s.j, pk) AS k, s.j FROM (SELECT to_jsonb(r) AS j FROM old_rows r OFFSET 0) s), -- each row is converted once
         n AS MATERIALIZED (SELECT compliance.row_key(s.j, pk) AS k, s.j FROM (SELECT to_jsonb(r) AS j FROM new_rows r OFFSET 0) s),
         p AS MATERIALIZED (SELECT n.k, o.j AS oj, n.j AS nj FROM n JOIN o USING (k))
    SELECT 'update', coalesce(nullif(current_setting('ats.actor_type', true), ''), 'system')::actor_type, nullif(current_setting('ats.actor_user_id', true), '')::bigint,
           (p.nj->>'organization_id')::bigint, TG_TABLE_SCHEMA, TG_TABLE_NAME, p.k, d.cols, d.olds, d.news,
           nullif(current_setting('ats.request_id', true), ''), nullif(current_setting('ats.job_execution_id', true), '')::bigint, nullif(current_setting('ats.client_ip', true), '')::inet
      FROM p CROSS JOIN LATERAL (
        SELECT array_agg(e.key ORDER BY e.key) AS cols,
               jsonb_object_agg(e.key, CASE WHEN e.key = ANY (visible) THEN coalesce(p.oj->e.key, 'null') ELSE '"[redacted]"'::jsonb END) AS olds,
               jsonb_object_agg(e.key, CASE WHEN e.key = ANY (visible) THEN e.value ELSE '"[redacted]"'::jsonb END) AS news
          FROM jsonb_each(p.nj) AS e WHERE e.value IS DISTINCT FROM p.oj->e.key AND e.key <> ALL (ignored)) d
     WHERE d.cols IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE r record; ignored text;
BEGIN
  FOR r IN SELECT c.relname, n.nspname,
                  (SELECT string_agg(a.attname, ',' ORDER BY u.o) FROM unnest(i.indkey::int[]) WITH ORDINALITY AS u(k, o) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.k) AS pk
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            WHERE c.relkind = 'r' AND NOT c.relispartition
              AND (n.nspname = 'public'
                   OR (n.nspname = 'compliance' AND c.relname IN ('retention_policies','legal_holds','legal_hold_subjects','data_subject_requests','encryption_keys','ingestion_suppressions','data_classifications'))
                   OR (n.nspname = 'pipeline' AND c.relname = 'ingestion_sources')
                   OR (n.nspname = 'ops' AND c.relname IN ('partition_policies')))
              AND c.relname <> 'flyway_schema_history' -- the migrations' own record
              -- short-lived secrets have their own trail (login events); counters are derived
              AND c.relname NOT IN ('user_sessions','verification_tokens','password_reset_tokens','job_counters') LOOP
    ignored := CASE r.relname WHEN 'users' THEN 'last_login_at,failed_login_count'
                              WHEN 'candidates' THEN 'last_activity_at,retention_until' WHEN 'email_templates' THEN 'usage_count,last_used_at'
                              WHEN 'talent_pools' THEN 'members_count,last_refreshed_at' WHEN 'applications' THEN 'retention_until' WHEN 'files' THEN 'retention_until' WHEN 'job_source_postings' THEN 'views_count,clicks_count,applications_count,last_synced_at' ELSE '' END;
    -- facts written by the parser are traced by pipeline.ingestion_items and parsed_resumes; only their changes and removals are audited
    IF r.relname NOT IN ('candidate_skills','candidate_experiences','candidate_educations') THEN
      EXECUTE format('CREATE TRIGGER trg_%s_audit_i AFTER INSERT ON %I.%I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION compliance.audit_statement(%L, %L)', r.relname, r.nspname, r.relname, r.pk, ignored);
    END IF;
    EXECUTE format('CREATE TRIGGER trg_%s_audit_u AFTER UPDATE ON %I.%I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION compliance.audit_statement(%L, %L)', r.relname, r.nspname, r.relname, r.pk, ignored);
    EXECUTE format('CREATE TRIGGER trg_%s_audit_d AFTER DELETE ON %I.%I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION compliance.audit_statement(%L, %L)', r.relname, r.nspname, r.relname, r.pk, ignored);
  END LOOP;
END $$;

-- Append-only tables.
CREATE FUNCTION compliance.forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only';
END $$;
CREATE TRIGGER trg_audit_log_append_only BEFORE UPDATE OR DELETE ON compliance.audit_log FOR EACH ROW EXECUTE FUNCTION compliance.forbid_change();
CREATE TRIGGER trg_erasure_ledger_append_only BEFORE UPDATE OR DELETE ON compliance.erasure_ledger FOR EACH ROW EXECUTE FUNCTION compliance.forbid_change();
CREATE TRIGGER trg_erasure_ledger_no_truncate BEFORE TRUNCATE ON compliance.erasure_ledger FOR EACH STATEMENT EXECUTE FUNCTION compliance.forbid_change();

-- Hash chain of the erasure ledger.
CREATE FUNCTION compliance.ledger_canonical(l compliance.erasure_ledger) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT convert_to(concat_ws('|', l.id, coalesce(l.request_id::text, '-'), coalesce(l.retention_action_id::text, '-'), coalesce(encode(l.subject_fingerprint, 'hex'), '-'),
    l.store, l.schema_name, l.table_name, l.action, l.rows_affected, l.residual_rows, to_char(l.executed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), coalesce(l.batch_job_execution_id::text, '-')), 'UTF8')
$$;
CREATE FUNCTION compliance.chain_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('compliance.erasure_ledger'));
  SELECT entry_hash INTO NEW.prev_hash FROM compliance.erasure_ledger ORDER BY id DESC LIMIT 1;
  NEW.prev_hash := coalesce(NEW.prev_hash, decode(repeat('00', 32), 'hex'));
  NEW.entry_hash := sha256(NEW.prev_hash || compliance.ledger_canonical(NEW));
  RETURN NEW;
END $$;
CREATE TRIGGER trg_erasure_ledger_chain BEFORE INSERT ON compliance.erasure_ledger FOR EACH ROW EXECUTE FUNCTION compliance.chain_ledger();
CREATE FUNCTION compliance.verify_ledger() RETURNS TABLE (broken_id bigint) LANGUAGE sql STABLE AS $$
  SELECT l.id FROM (SELECT e, e.id, e.prev_hash, e.entry_hash, lag(e.entry_hash) OVER (ORDER BY e.id) AS expected_prev FROM compliance.erasure_ledger e) l
   WHERE l.prev_hash IS DISTINCT FROM coalesce(l.expected_prev, decode(repeat('00', 32), 'hex'))
      OR l.entry_hash IS DISTINCT FROM sha256(l.prev_hash || compliance.ledger_canonical(l.e))
$$;

-- Retention: the most specific standard rule, raised to the statutory minimum and cut to the statutory maximum of the country.
CREATE FUNCTION compliance.retention_period(p_organization_id bigint, p_country text, p_class retention_class, p_action retention_action, p_on date DEFAULT current_date)
RETURNS interval LANGUAGE sql STABLE AS $$
  WITH rules AS (
    SELECT * FROM compliance.retention_policies
     WHERE retention_class = p_class AND action = p_action AND effective_from <= p_on AND (effective_to IS NULL OR effective_to > p_on)
       AND (organization_id IS NULL OR organization_id = p_organization_id) AND (country IS NULL OR country = p_country)),
  standard AS (SELECT period FROM rules WHERE rule_kind = 'standard'
                ORDER BY (organization_id IS NOT NULL) DESC, (country IS NOT NULL) DESC, effective_from DESC, id DESC LIMIT 1)
  SELECT least(greatest((SELECT period FROM standard), (SELECT max(period) FROM rules WHERE rule_kind = 'minimum')),
               (SELECT min(period) FROM rules WHERE rule_kind = 'maximum'))
   WHERE EXISTS (SELECT 1 FROM standard)
$$;

-- Embedding partitions of a model, for every entity type.
CREATE FUNCTION create_embedding_partitions(p_model_id bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE t embedding_entity_type;
BEGIN
  FOREACH t IN ARRAY enum_range(NULL::embedding_entity_type) LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS public.%I PARTITION OF public.%I FOR VALUES IN (%s)', 'embeddings_' || t || '_m' || p_model_id, 'embeddings_' || t, p_model_id);
  END LOOP;
END $$;
