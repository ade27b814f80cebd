-- Service roles and what they may do. The owner is the role that migrates; the others are groups without login: grant one to a
-- login role, or SET ROLE to it. Roles belong to the cluster, grants and settings to this database.

-- Creates the roles that are missing and sets their timeouts. Returns those that neither exist nor may be created by this user.
-- Settings of a group reach a session only when somebody logs in as that role; whoever steps down with SET ROLE sets them himself.
CREATE FUNCTION ops.install_roles() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE r record; missing text[] := '{}';
BEGIN
  FOR r IN SELECT * FROM (VALUES
      ('ats_app',       '30s',   '5s', '60s'),
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
      -- the owner may step down into each role; from PostgreSQL 16 on, creating a role does not bring that by itself
      IF NOT pg_has_role(current_user, r.name, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
        EXECUTE format('GRANT %I TO %I', r.name, current_user);
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL; -- as above, for the membership
      WHEN insufficient_privilege THEN RAISE NOTICE 'role % belongs to somebody else: its timeouts are left as they are', r.name;
    END;
  END LOOP;
  RETURN missing;
END $$;

-- Equal-opportunity figures of an organisation. Groups below ten people are left out, and no total is given to subtract from.
CREATE FUNCTION compliance.diversity_summary(p_organization_id bigint) RETURNS TABLE (dimension text, answer text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.dimension, a.answer, count(*)
    FROM diversity_data d
   CROSS JOIN LATERAL (VALUES ('gender', d.gender::text), ('ethnicity', d.ethnicity::text), ('veteran_status', d.veteran_status::text),
                              ('disability_status', d.disability_status::text)) AS a (dimension, answer)
   WHERE d.organization_id = p_organization_id AND a.answer IS NOT NULL
   GROUP BY a.dimension, a.answer
  HAVING count(*) >= 10
   ORDER BY a.dimension, a.answer
$$;

-- Partitions are made for whoever runs the jobs, with the owner's rights.
ALTER FUNCTION ops.create_partitions(timestamptz) SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION create_embedding_partitions(bigint) SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
REVOKE EXECUTE ON FUNCTION ops.create_partitions(timestamptz), create_embedding_partitions(bigint), compliance.diversity_summary(bigint) FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Grants p_rights on every table of a schema but the excepted ones. Partitions are reached through their parents. TRUNCATE is granted to nobody.
CREATE FUNCTION ops.grant_tables(p_role text, p_rights text, p_schema text, p_except text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
DECLARE t record;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', p_schema, p_role);
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = p_schema AND c.relkind IN ('r','p') AND NOT c.relispartition
              AND c.relname <> 'flyway_schema_history' AND c.relname <> ALL (p_except) LOOP
    EXECUTE format('GRANT %s ON %I.%I TO %I', p_rights, p_schema, t.relname, p_role);
  END LOOP;
END $$;

-- Grants by role; run again by the afterMigrateApplied callback, so that new tables are included. Roles that do not exist are left out.
CREATE FUNCTION ops.install_grants() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record; holds_and_rules text[] := ARRAY['data_classifications','retention_policies','legal_holds','legal_hold_subjects','ingestion_suppressions'];
BEGIN
  IF to_regrole('ats_app') IS NOT NULL THEN -- soft deletion only; never sees equal-opportunity answers
    PERFORM ops.grant_tables('ats_app', 'SELECT, INSERT, UPDATE', 'public', ARRAY['diversity_data']);
    GRANT DELETE ON user_sessions, verification_tokens, password_reset_tokens TO ats_app;
    GRANT USAGE ON SCHEMA pipeline TO ats_app;
    GRANT SELECT ON pipeline.current_matches, active_jobs_summary, candidate_profiles, jobs_with_counters TO ats_app;
  END IF;
  IF to_regrole('ats_batch') IS NOT NULL THEN -- the jobs, matching among them: everything but equal-opportunity answers and erasure
    PERFORM ops.grant_tables('ats_batch', 'SELECT, INSERT, UPDATE, DELETE', s, ARRAY['diversity_data']) FROM unnest(ARRAY['public','pipeline','archive','ops','batch']) AS s;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA batch TO ats_batch;
    GRANT SELECT ON pipeline.current_matches, active_jobs_summary, candidate_profiles, jobs_with_counters TO ats_batch;
    GRANT USAGE ON SCHEMA compliance TO ats_batch;
    FOR r IN SELECT unnest(holds_and_rules) AS name LOOP
      EXECUTE format('GRANT SELECT ON compliance.%I TO ats_batch', r.name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION ops.create_partitions(timestamptz), create_embedding_partitions(bigint) TO ats_batch;
  END IF;
  IF to_regrole('ats_privacy') IS NOT NULL THEN -- erasure and retention
    PERFORM ops.grant_tables('ats_privacy', 'SELECT, UPDATE, DELETE', s) FROM unnest(ARRAY['public','pipeline','archive']) AS s;
    PERFORM ops.grant_tables('ats_privacy', 'SELECT, INSERT, UPDATE, DELETE', 'batch');
    PERFORM ops.grant_tables('ats_privacy', 'SELECT, INSERT, UPDATE', 'ops');
    PERFORM ops.grant_tables('ats_privacy', 'SELECT', 'compliance');
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA batch TO ats_privacy;
    GRANT INSERT ON pipeline.runs, compliance.erasure_ledger TO ats_privacy;
    GRANT INSERT, UPDATE ON compliance.data_subject_requests, compliance.erasure_tasks, compliance.retention_actions, compliance.ingestion_suppressions TO ats_privacy;
    GRANT INSERT ON archive.jobs, archive.applications TO ats_privacy;
  END IF;
  IF to_regrole('ats_auditor') IS NOT NULL THEN -- evidence, without key material
    PERFORM ops.grant_tables('ats_auditor', 'SELECT', 'compliance', ARRAY['encryption_keys']);
    GRANT SELECT (key_id, purpose, algorithm, created_at, rotated_at, destroyed_at) ON compliance.encryption_keys TO ats_auditor;
    GRANT USAGE ON SCHEMA archive TO ats_auditor;
    GRANT SELECT ON archive.audit_log TO ats_auditor;
    GRANT EXECUTE ON FUNCTION compliance.verify_ledger() TO ats_auditor;
  END IF;
  IF to_regrole('ats_reporting') IS NOT NULL THEN -- columns that say nothing about a person
    GRANT USAGE ON SCHEMA public, pipeline, ops, compliance TO ats_reporting;
    FOR r IN SELECT schema_name, table_name, string_agg(quote_ident(column_name), ', ') AS columns
               FROM compliance.data_classifications
              WHERE schema_name IN ('public','pipeline','ops') AND sensitivity <= 'internal' AND category IS NULL AND table_name <> 'diversity_data'
              GROUP BY schema_name, table_name LOOP
      EXECUTE format('GRANT SELECT (%s) ON %I.%I TO ats_reporting', r.columns, r.schema_name, r.table_name);
    END LOOP;
    GRANT SELECT ON active_jobs_summary TO ats_reporting;
    GRANT EXECUTE ON FUNCTION compliance.diversity_summary(bigint) TO ats_reporting;
  END IF;
END $$;

DO $$ BEGIN
  PERFORM ops.install_roles();
  PERFORM ops.install_grants();
END $$;
