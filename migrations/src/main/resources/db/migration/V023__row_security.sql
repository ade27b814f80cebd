-- Row-level isolation of tenants for ats_app, the role of whatever serves tenants. The application names the tenant and the
-- person in each transaction: SELECT set_config('ats.organization_id', '7', true), set_config('ats.actor_user_id', '12', true).
-- Nothing named: no rows. The other service roles work for all tenants and see everything that their grants allow; the owner
-- is not held by policies. A policy is written by ops.install_row_security() for each table of ops.tenant_tables().

-- The two functions are inlined, so that a comparison with them can use an index.
CREATE FUNCTION current_organization() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('ats.organization_id', true), '')::bigint
$$;
CREATE FUNCTION current_actor() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('ats.actor_user_id', true), '')::bigint
$$;

-- Profiles are shared. A tenant sees that of a person who applied to it, is in a pool of it, is the subject of a file of it or is
-- listed for a posting of it (the matcher lists strangers only for tenants that chose the marketplace, and only who consented);
-- a person sees the own one. Written once, for the policy of candidates and for the functions below.
CREATE FUNCTION ops.candidate_condition() RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT 'candidates.user_id = current_actor()
    OR EXISTS (SELECT FROM applications a WHERE a.candidate_id = candidates.id AND a.organization_id = current_organization())
    OR EXISTS (SELECT FROM talent_pool_memberships m JOIN talent_pools p ON p.id = m.pool_id
                WHERE m.candidate_id = candidates.id AND p.organization_id = current_organization())
    OR EXISTS (SELECT FROM files f WHERE f.candidate_id = candidates.id AND f.organization_id = current_organization())
    OR EXISTS (SELECT FROM pipeline.match_results r
                 JOIN pipeline.match_job_states s ON s.job_id = r.job_id AND s.active_generation_id = r.generation_id
                 JOIN jobs j ON j.id = r.job_id
                WHERE r.candidate_id = candidates.id AND j.organization_id = current_organization())'
$$;

-- Whether the current tenant or person sees the candidate. Asked where a policy cannot look into candidates itself, because the
-- policy of candidates looks back.
DO $$ BEGIN
  EXECUTE format($f$
    CREATE FUNCTION candidate_is_visible(p_id bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $b$
      SELECT EXISTS (SELECT FROM candidates WHERE id = p_id AND (%s))
    $b$ $f$, ops.candidate_condition());
END $$;

-- The profile of the person who is signed in.
CREATE FUNCTION own_candidate() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT id FROM candidates WHERE user_id = current_actor()
$$;

-- Whether a row of the current tenant may name the candidate: a visible one, or one that nobody has to do with yet and that has
-- no login, as it is between its INSERT and that of its first application. Else naming a number would make a stranger visible.
CREATE FUNCTION candidate_is_reachable(p_id bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT candidate_is_visible(p_id)
      OR EXISTS (SELECT FROM candidates c
                  WHERE c.id = p_id AND c.user_id IS NULL
                    AND NOT EXISTS (SELECT FROM applications a WHERE a.candidate_id = c.id)
                    AND NOT EXISTS (SELECT FROM talent_pool_memberships m WHERE m.candidate_id = c.id)
                    AND NOT EXISTS (SELECT FROM files f WHERE f.candidate_id = c.id)
                    AND NOT EXISTS (SELECT FROM candidate_documents d WHERE d.candidate_id = c.id))
$$;

-- Signing in happens before anybody is named: the two questions that a login page must be able to ask, each by a secret or an
-- address that the visitor brings.
CREATE FUNCTION login_of_address(p_email text) RETURNS TABLE (user_id bigint, organization_id bigint, role user_role, password_hash text, is_active boolean, locked_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id, u.organization_id, u.role, u.password_hash, u.is_active, u.locked_until FROM users u
   WHERE u.email = lower(btrim(p_email)) AND u.deleted_at IS NULL
$$;
CREATE FUNCTION login_of_token(p_hash bytea) RETURNS TABLE (user_id bigint, organization_id bigint, role user_role, purpose text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id, u.organization_id, u.role, t.purpose
    FROM (SELECT s.user_id, 'session' AS purpose FROM user_sessions s WHERE s.session_token_hash = p_hash AND s.ended_at IS NULL AND s.expires_at > now()
          UNION ALL
          SELECT s.user_id, 'refresh' FROM user_sessions s WHERE s.refresh_token_hash = p_hash AND s.ended_at IS NULL AND s.expires_at > now()
          UNION ALL
          SELECT r.user_id, 'password_reset' FROM password_reset_tokens r WHERE r.token_hash = p_hash AND r.used_at IS NULL AND r.expires_at > now()) t
    JOIN users u ON u.id = t.user_id AND u.is_active AND u.deleted_at IS NULL
$$;

-- Views that tenants read must not see more than they do.
ALTER VIEW pipeline.current_matches SET (security_invoker = true);
ALTER VIEW candidate_profiles SET (security_invoker = true);
ALTER VIEW jobs_with_counters SET (security_invoker = true);

-- A materialized view knows no policies: tenants read theirs through this one.
CREATE VIEW organization_jobs_summary WITH (security_barrier = true) AS
SELECT * FROM active_jobs_summary WHERE organization_id = current_organization();
COMMENT ON VIEW organization_jobs_summary IS 'active_jobs_summary of the current tenant.';

-- What a job seeker reads without belonging to a tenant.
CREATE VIEW public_postings WITH (security_barrier = true) AS
SELECT j.id, j.organization_id, o.name AS organization_name, o.logo_url, j.title, j.description, j.requirements, j.responsibilities,
       j.employment_type, j.location_type, j.location_city, j.location_state, j.location_country, j.language, j.experience_level,
       CASE WHEN j.is_salary_public THEN j.salary_min END AS salary_min, CASE WHEN j.is_salary_public THEN j.salary_max END AS salary_max,
       j.salary_currency, j.salary_period, j.required_skills, j.preferred_skills, j.benefits, j.posted_at, j.expires_at, j.search_vector
  FROM jobs j JOIN organizations o ON o.id = j.organization_id AND o.is_active AND o.deleted_at IS NULL
 WHERE j.status = 'open' AND j.is_public AND j.deleted_at IS NULL AND (j.expires_at IS NULL OR j.expires_at > now());
COMMENT ON VIEW public_postings IS 'Open, public postings of all tenants, as job seekers see them.';

-- And what becomes of the own applications, without scores and notes of the other side.
CREATE VIEW own_applications WITH (security_barrier = true) AS
SELECT a.id, a.job_id, j.title, o.name AS organization_name, a.attempt_no, a.status, a.status_changed_at, a.applied_at
  FROM candidates c JOIN applications a ON a.candidate_id = c.id JOIN jobs j ON j.id = a.job_id JOIN organizations o ON o.id = a.organization_id
 WHERE c.user_id = current_actor() AND a.deleted_at IS NULL;
COMMENT ON VIEW own_applications IS 'Applications of the person who is signed in.';

-- Tables that all tenants share: vocabulary and rules. Tenants read them, the jobs write them.
CREATE FUNCTION ops.shared_tables() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY['skills','skill_aliases','embedding_models','application_status_transitions']
$$;

-- Tables whose tenant is not simply found: which rows are the tenant's own, and which others it may read.
CREATE FUNCTION ops.tenant_exceptions() RETURNS TABLE (schema_name text, table_name text, own text, also_readable text) LANGUAGE sql IMMUTABLE AS $$
  VALUES
   ('public', 'organizations', 'id = current_organization()', NULL),
   -- accounts without an organisation are their person's only
   ('public', 'users', 'organization_id = current_organization() OR (organization_id IS NULL AND id = current_actor())', 'id = current_actor()'),
   ('public', 'candidates', ops.candidate_condition(), NULL),
   -- without an organisation: uploaded by the person, for every tenant of the person to read
   ('public', 'files', 'organization_id = current_organization() OR (organization_id IS NULL AND candidate_id = own_candidate())', 'organization_id IS NULL AND candidate_is_visible(candidate_id)'),
   -- without an organisation: towards the platform, and every tenant of the person must respect it
   ('public', 'candidate_consents', 'organization_id = current_organization() OR (organization_id IS NULL AND candidate_id = own_candidate())', 'organization_id IS NULL AND candidate_is_visible(candidate_id)'),
   ('public', 'verification_tokens', 'organization_id = current_organization() OR (organization_id IS NULL AND identifier = (SELECT u.email FROM users u WHERE u.id = current_actor()))', NULL),
   ('public', 'talent_pool_memberships', 'EXISTS (SELECT FROM talent_pools p WHERE p.id = pool_id)', NULL),
   -- without an organisation: made by the system for all
   ('public', 'email_templates', 'organization_id = current_organization()', 'organization_id IS NULL AND current_organization() IS NOT NULL'),
   ('public', 'job_sources', 'organization_id = current_organization()', 'organization_id IS NULL AND current_organization() IS NOT NULL'),
   -- no tenant reads answers; vectors (table embeddings) have no policies at all: no tenant has a right on them, and COPY knows none
   ('public', 'diversity_data', 'false', NULL),
   ('pipeline', 'match_job_states', 'EXISTS (SELECT FROM jobs j WHERE j.id = job_id)', NULL),
   -- what is being computed is nobody's yet
   ('pipeline', 'match_results', 'EXISTS (SELECT FROM pipeline.match_job_states s WHERE s.job_id = match_results.job_id AND s.active_generation_id = match_results.generation_id)', NULL)
$$;

-- Every table whose rows belong to a tenant, with the condition for "its own": by exception, by organization_id, or by the owning
-- (NOT NULL, ON DELETE CASCADE) foreign key to such a table; several such keys: the one that is neither a user nor a candidate.
CREATE FUNCTION ops.tenant_tables() RETURNS TABLE (schema_name text, table_name text, own text, also_readable text, parent regclass) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE tables AS (
    SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r','p') AND NOT c.relispartition),
  owning AS (
    SELECT f.conrelid, f.confrelid, a.attname AS child, b.attname AS parent_key, f.conkey[1] AS position
      FROM pg_constraint f
      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1] AND a.attnotnull
      JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = f.confkey[1]
     WHERE f.contype = 'f' AND f.confdeltype = 'c' AND f.conparentid = 0 AND f.conrelid <> f.confrelid),
  tenant AS (
    SELECT t.oid FROM tables t
     WHERE EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'organization_id' AND NOT a.attisdropped)
        OR EXISTS (SELECT FROM ops.tenant_exceptions() e WHERE e.schema_name = 'public' AND e.table_name = t.relname)
    UNION
    SELECT o.conrelid FROM tenant JOIN owning o ON o.confrelid = tenant.oid JOIN tables t ON t.oid = o.conrelid)
  SELECT e.schema_name, e.table_name, e.own, e.also_readable, NULL::regclass FROM ops.tenant_exceptions() e
  UNION ALL
  SELECT t.nspname, t.relname,
         CASE WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'organization_id' AND NOT a.attisdropped)
              THEN 'organization_id = current_organization()'
              ELSE format('EXISTS (SELECT FROM %s p WHERE p.%I = %I.%I)', o.confrelid::regclass, o.parent_key, t.relname, o.child) END,
         NULL,
         CASE WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'organization_id' AND NOT a.attisdropped) THEN NULL ELSE o.confrelid::regclass END
    FROM tables t
    LEFT JOIN LATERAL (SELECT * FROM owning o WHERE o.conrelid = t.oid AND o.confrelid IN (SELECT oid FROM tenant)
                        ORDER BY o.confrelid IN ('public.users'::regclass, 'public.candidates'::regclass, 'public.organizations'::regclass), o.position LIMIT 1) o ON true
   WHERE t.oid IN (SELECT oid FROM tenant)
     AND NOT EXISTS (SELECT FROM ops.tenant_exceptions() e WHERE e.schema_name = t.nspname AND e.table_name = t.relname)
$$;

-- What a row that a tenant writes must hold beyond being its own: what it refers to must be the tenant's too. Users are left out:
-- a candidate's login is nobody's colleague, and naming a user shows nothing. So are references within a table.
CREATE FUNCTION ops.reference_conditions(p_table regclass, p_parent regclass) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(' AND ' || CASE WHEN f.confrelid = 'public.candidates'::regclass
           THEN format('(%1$I.%2$I IS NULL OR candidate_is_reachable(%1$I.%2$I))', c.relname, a.attname)
           ELSE format('(%1$I.%2$I IS NULL OR EXISTS (SELECT FROM %3$s p WHERE p.%4$I = %1$I.%2$I))', c.relname, a.attname, f.confrelid::regclass, b.attname) END, '' ORDER BY a.attnum), '')
    FROM pg_constraint f
    JOIN pg_class c ON c.oid = f.conrelid
    JOIN pg_class t ON t.oid = f.confrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = f.confkey[1]
   WHERE f.conrelid = p_table AND f.contype = 'f' AND f.confrelid <> f.conrelid AND f.confrelid IS DISTINCT FROM p_parent
     AND n.nspname = 'public' AND t.relname NOT IN ('organizations','users') AND t.relname <> ALL (ops.shared_tables())
$$;

-- (Re)writes the policies of every tenant table.
CREATE FUNCTION ops.install_row_security() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE t record; target text; others text; n integer := 0;
BEGIN
  SELECT string_agg(role, ', ') INTO others FROM unnest(ARRAY['ats_reader','ats_batch','ats_privacy','ats_auditor','ats_reporting']) AS role WHERE to_regrole(role) IS NOT NULL;
  FOR t IN SELECT * FROM ops.tenant_tables() ORDER BY schema_name, table_name LOOP
    target := format('%I.%I', t.schema_name, t.table_name);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('DROP POLICY IF EXISTS tenant ON %s', target);
    EXECUTE format('DROP POLICY IF EXISTS tenant_reads ON %s', target);
    EXECUTE format('DROP POLICY IF EXISTS tenant_adds ON %s', target);
    EXECUTE format('DROP POLICY IF EXISTS tenant_drafts ON %s', target);
    EXECUTE format('DROP POLICY IF EXISTS service ON %s', target);
    IF others IS NOT NULL THEN
      EXECUTE format('CREATE POLICY service ON %s TO %s USING (true) WITH CHECK (true)', target, others);
    END IF;
    IF to_regrole('ats_app') IS NOT NULL AND t.own <> 'false' THEN
      EXECUTE format('CREATE POLICY tenant ON %s TO ats_app USING (%s) WITH CHECK ((%s)%s)', target, t.own, t.own, ops.reference_conditions(target::regclass, t.parent));
      IF t.also_readable IS NOT NULL THEN
        EXECUTE format('CREATE POLICY tenant_reads ON %s FOR SELECT TO ats_app USING (%s)', target, t.also_readable);
      END IF;
      IF target = 'public.candidates' THEN -- seen once an application, a pool or a file names it
        EXECUTE format('CREATE POLICY tenant_adds ON %s FOR INSERT TO ats_app WITH CHECK (user_id IS NULL OR user_id = current_actor())', target);
      END IF;
      IF target IN ('public.offers', 'public.interviews') THEN
        EXECUTE format('CREATE POLICY tenant_drafts ON %s AS RESTRICTIVE FOR DELETE TO ats_app USING (status = ''draft'')', target);
      END IF;
    END IF;
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;

DO $$ BEGIN PERFORM ops.install_row_security(); END $$;
