-- What each service role may do, written from nothing at each call: a grant that stands nowhere here is taken away
-- again by the next migration. New: ats_reader, for verbs that only look.

-- As V020, with ats_reader. Whoever is a member of ats_batch may step down into ats_reader as well.
CREATE OR REPLACE FUNCTION ops.install_roles() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE r record; missing text[] := '{}'; may_set text;
BEGIN
  -- from PostgreSQL 16 on, a membership may come without the right to SET ROLE
  may_set := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
  FOR r IN SELECT * FROM (VALUES
      ('ats_app',       '30s',   '5s', '60s'),
      ('ats_reader',    '60s',   '5s', '30s'),
      ('ats_batch',     '60s',   '5s', '30s'),
      ('ats_privacy',   '60s',   '5s', '30s'),
      ('ats_auditor',   '5min',  '5s', '60s'),
      ('ats_reporting', '5min',  '5s', '60s')) AS v (name, statement_timeout, lock_timeout, idle_timeout) LOOP
    BEGIN
      IF to_regrole(r.name) IS NULL THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', r.name);
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster created it at the same moment
      WHEN insufficient_privilege THEN NULL;
    END;
    IF to_regrole(r.name) IS NULL THEN
      RAISE NOTICE 'role % does not exist and % may not create it: no grants for it', r.name, current_user;
      missing := missing || r.name;
      CONTINUE;
    END IF;
    BEGIN
      EXECUTE format('ALTER ROLE %I IN DATABASE %I SET statement_timeout = %L', r.name, current_database(), r.statement_timeout);
      EXECUTE format('ALTER ROLE %I IN DATABASE %I SET lock_timeout = %L', r.name, current_database(), r.lock_timeout);
      EXECUTE format('ALTER ROLE %I IN DATABASE %I SET idle_in_transaction_session_timeout = %L', r.name, current_database(), r.idle_timeout);
      IF NOT pg_has_role(current_user, r.name, may_set) THEN
        EXECUTE format('GRANT %I TO %I', r.name, current_user);
      END IF;
      IF r.name = 'ats_batch' AND to_regrole('ats_reader') IS NOT NULL AND NOT pg_has_role('ats_batch', 'ats_reader', may_set) THEN
        GRANT ats_reader TO ats_batch;
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL; -- as above, for the membership
      WHEN insufficient_privilege THEN RAISE NOTICE 'role % belongs to somebody else: its timeouts and members are left as they are', r.name;
    END;
  END LOOP;
  RETURN missing;
END $$;

-- Builds the HNSW indexes that a model's partitions lack, and rebuilds those that an interrupted build left invalid: the work of
-- a table's owner, done for whoever embeds. Returns how many.
CREATE FUNCTION repair_embedding_indexes(p_model_id bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE r record; repaired integer := 0;
BEGIN
  FOR r IN
    SELECT leaf.name AS leaf, i.index, i.indisvalid
      FROM (SELECT to_regclass(format('public.%I', 'embeddings_' || t || '_m' || p_model_id)) AS name
              FROM unnest(enum_range(NULL::embedding_entity_type)) AS t) leaf
      LEFT JOIN LATERAL (
        SELECT x.indexrelid::regclass AS index, x.indisvalid
          FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_am a ON a.oid = c.relam AND a.amname = 'hnsw'
         WHERE x.indrelid = leaf.name
         ORDER BY x.indisvalid DESC, x.indexrelid LIMIT 1) i ON true
     WHERE leaf.name IS NOT NULL AND i.indisvalid IS NOT TRUE
     ORDER BY leaf.name
  LOOP
    IF r.index IS NULL THEN
      EXECUTE format('CREATE INDEX ON %s USING hnsw ((embedding_vector::halfvec(1024)) halfvec_cosine_ops) WITH (m = 16, ef_construction = 200)', r.leaf);
    ELSE
      EXECUTE format('REINDEX INDEX %s', r.index);
    END IF;
    repaired := repaired + 1;
  END LOOP;
  RETURN repaired;
END $$;

-- Refreshes the figures of open jobs, which only their owner may.
CREATE FUNCTION ops.refresh_active_jobs_summary() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  REFRESH MATERIALIZED VIEW CONCURRENTLY public.active_jobs_summary;
END $$;

-- Takes away whatever the service roles and PUBLIC were granted on our tables, views and on functions with the owner's rights.
CREATE FUNCTION ops.revoke_grants() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record; roles text;
BEGIN
  SELECT string_agg(role, ', ') INTO roles
    FROM unnest(ARRAY['PUBLIC','ats_app','ats_reader','ats_batch','ats_privacy','ats_auditor','ats_reporting']) AS role
   WHERE role = 'PUBLIC' OR to_regrole(role) IS NOT NULL;
  FOR r IN SELECT unnest(ARRAY['pipeline','compliance','archive','ops','batch']) AS nspname LOOP
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %s', r.nspname, roles);
  END LOOP;
  EXECUTE format('REVOKE CREATE ON SCHEMA public FROM %s', roles);
  FOR r IN SELECT n.nspname, c.relname, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('public','pipeline','compliance','archive','ops','batch') AND c.relkind IN ('r','p','v','m','f','S')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') LOOP
    EXECUTE format('REVOKE ALL ON %s %I.%I FROM %s', r.kind, r.nspname, r.relname, roles);
  END LOOP;
  FOR r IN SELECT p.oid::regprocedure AS function FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prosecdef AND n.nspname IN ('public','pipeline','compliance','archive','ops','batch')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM %s', r.function, roles);
  END LOOP;
END $$;

CREATE FUNCTION ops.grant_app() RETURNS void LANGUAGE plpgsql AS $$
DECLARE t record;
BEGIN -- rows of the current tenant (ops.install_row_security), soft deletion only, no equal-opportunity answers
  GRANT USAGE ON SCHEMA public, pipeline TO ats_app;
  FOR t IN SELECT table_name FROM ops.tenant_tables() WHERE schema_name = 'public' AND table_name <> 'diversity_data' LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON public.%I TO ats_app', t.table_name);
  END LOOP;
  FOR t IN SELECT unnest(ops.shared_tables()) AS table_name LOOP
    EXECUTE format('GRANT SELECT ON public.%I TO ats_app', t.table_name);
  END LOOP;
  -- drafts: a policy keeps deletion to rows in state 'draft'
  GRANT DELETE ON user_sessions, verification_tokens, password_reset_tokens, offers, interviews TO ats_app;
  GRANT SELECT ON candidate_profiles, jobs_with_counters, organization_jobs_summary, public_postings, own_applications TO ats_app;
  GRANT SELECT ON pipeline.current_matches, pipeline.match_job_states, pipeline.match_results TO ats_app;
  GRANT EXECUTE ON FUNCTION candidate_is_visible(bigint), candidate_is_reachable(bigint), own_candidate(), login_of_address(text), login_of_token(bytea) TO ats_app;
END $$;

CREATE FUNCTION ops.grant_reader() RETURNS void LANGUAGE plpgsql AS $$
BEGIN -- the verbs that only look: shortlist, status, runs, rejects, doctor; no contact, no text of a resume, no secret, no answer
  GRANT USAGE ON SCHEMA public, pipeline TO ats_reader;
  GRANT SELECT ON organizations, jobs, skills, embedding_models, flyway_schema_history TO ats_reader;
  GRANT SELECT (id, full_name, first_name, last_name, current_title, current_company, location_city, location_state, location_country,
                years_of_experience, skills, metadata, is_active, deleted_at, anonymized_at, merged_into_id, created_at, updated_at)
        ON candidates TO ats_reader;
  GRANT SELECT (id, job_id, organization_id, candidate_id, status, attempt_no, applied_at, deleted_at) ON applications TO ats_reader;
  GRANT SELECT (entity_type, embedding_model_id, entity_id, chunk_no, content_hash) ON embeddings TO ats_reader;
  GRANT SELECT ON pipeline.current_matches, pipeline.match_job_states, pipeline.match_results,
                  pipeline.runs, pipeline.ingestion_runs, pipeline.ingestion_sources TO ats_reader;
  GRANT SELECT (candidate_id, text_sha256) ON pipeline.candidate_texts TO ats_reader;
  GRANT SELECT (id, source_id, external_id, candidate_id, state) ON pipeline.source_records TO ats_reader;
  GRANT SELECT (id, source_id, run_id, external_id, posting_ref, stage, reason, error_class, error_message, is_retryable, attempt_count,
                status, first_failed_at, last_failed_at, next_retry_at) ON pipeline.dead_letters TO ats_reader;
END $$;

CREATE FUNCTION ops.grant_batch() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN -- the jobs, matching among them: everything but equal-opportunity answers and erasure
  PERFORM ops.grant_tables('ats_batch', 'SELECT, INSERT, UPDATE, DELETE', s, ARRAY['diversity_data']) FROM unnest(ARRAY['public','pipeline','archive','ops','batch']) AS s;
  REVOKE UPDATE, DELETE ON archive.audit_log FROM ats_batch; -- evidence
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA batch TO ats_batch;
  GRANT SELECT ON flyway_schema_history TO ats_batch;
  GRANT SELECT ON pipeline.current_matches, active_jobs_summary, candidate_profiles, jobs_with_counters TO ats_batch;
  GRANT USAGE ON SCHEMA compliance TO ats_batch;
  FOR r IN SELECT unnest(ARRAY['data_classifications','retention_policies','legal_holds','legal_hold_subjects','ingestion_suppressions']) AS name LOOP
    EXECUTE format('GRANT SELECT ON compliance.%I TO ats_batch', r.name);
  END LOOP;
  GRANT UPDATE (lifted_at) ON compliance.ingestion_suppressions TO ats_batch; -- who applies again may come back
  GRANT EXECUTE ON FUNCTION ops.create_partitions(timestamptz), create_embedding_partitions(bigint), repair_embedding_indexes(bigint),
                            ops.refresh_active_jobs_summary() TO ats_batch;
END $$;

CREATE FUNCTION ops.grant_privacy() RETURNS void LANGUAGE plpgsql AS $$
BEGIN -- erasure and retention
  PERFORM ops.grant_tables('ats_privacy', 'SELECT, UPDATE, DELETE', s, ops.shared_tables() || 'audit_log'::text) FROM unnest(ARRAY['public','pipeline','archive']) AS s;
  GRANT SELECT ON skills, skill_aliases, embedding_models TO ats_privacy;
  PERFORM ops.grant_tables('ats_privacy', 'SELECT, INSERT, UPDATE, DELETE', 'batch');
  PERFORM ops.grant_tables('ats_privacy', 'SELECT, INSERT, UPDATE', 'ops');
  PERFORM ops.grant_tables('ats_privacy', 'SELECT', 'compliance');
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA batch TO ats_privacy;
  GRANT SELECT ON flyway_schema_history TO ats_privacy;
  GRANT INSERT ON pipeline.runs, compliance.erasure_ledger TO ats_privacy;
  GRANT INSERT, UPDATE ON pipeline.fences TO ats_privacy;
  GRANT INSERT, UPDATE ON compliance.data_subject_requests, compliance.erasure_tasks, compliance.retention_actions, compliance.ingestion_suppressions TO ats_privacy;
  GRANT INSERT ON archive.jobs, archive.applications TO ats_privacy;
  GRANT EXECUTE ON FUNCTION ops.create_partitions(timestamptz) TO ats_privacy;
END $$;

CREATE FUNCTION ops.grant_auditor() RETURNS void LANGUAGE plpgsql AS $$
BEGIN -- evidence, without key material
  PERFORM ops.grant_tables('ats_auditor', 'SELECT', 'compliance', ARRAY['encryption_keys']);
  GRANT SELECT (key_id, purpose, algorithm, created_at, rotated_at, destroyed_at) ON compliance.encryption_keys TO ats_auditor;
  GRANT USAGE ON SCHEMA archive TO ats_auditor;
  GRANT SELECT ON archive.audit_log TO ats_auditor;
  GRANT EXECUTE ON FUNCTION compliance.verify_ledger() TO ats_auditor;
END $$;

CREATE FUNCTION ops.grant_reporting() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN -- columns that say nothing about a person
  GRANT USAGE ON SCHEMA public, pipeline, ops, compliance TO ats_reporting;
  FOR r IN SELECT schema_name, table_name, string_agg(quote_ident(column_name), ', ') AS columns
             FROM compliance.data_classifications
            WHERE schema_name IN ('public','pipeline','ops') AND sensitivity <= 'internal' AND category IS NULL AND table_name <> 'diversity_data'
            GROUP BY schema_name, table_name LOOP
    EXECUTE format('GRANT SELECT (%s) ON %I.%I TO ats_reporting', r.columns, r.schema_name, r.table_name);
  END LOOP;
  GRANT SELECT ON active_jobs_summary TO ats_reporting;
  GRANT EXECUTE ON FUNCTION compliance.diversity_summary(bigint) TO ats_reporting;
END $$;

-- Grants of all roles and who sees which rows; run again by the afterMigrateApplied callback, so that new tables are included.
-- Roles that do not exist are left out. Nobody but the owner may TRUNCATE, REFERENCE or hang a TRIGGER on anything.
CREATE OR REPLACE FUNCTION ops.install_grants() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r text;
BEGIN
  PERFORM ops.install_row_security();
  PERFORM ops.revoke_grants();
  FOREACH r IN ARRAY ARRAY['app','reader','batch','privacy','auditor','reporting'] LOOP
    IF to_regrole('ats_' || r) IS NOT NULL THEN
      EXECUTE format('SELECT ops.%I()', 'grant_' || r);
    END IF;
  END LOOP;
  -- what other migrations add, each in a function of its own: ops.install_…_grants()
  FOR r IN SELECT proname FROM pg_proc WHERE pronamespace = 'ops'::regnamespace AND proname LIKE 'install\_%\_grants' AND pronargs = 0 ORDER BY proname LOOP
    EXECUTE format('SELECT ops.%I()', r);
  END LOOP;
END $$;

DO $$ BEGIN
  PERFORM ops.install_roles();
  PERFORM ops.install_grants();
END $$;
