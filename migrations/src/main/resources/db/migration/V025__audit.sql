-- Audit: which tables the trail takes in is a rule in a table, and the triggers follow it.

--@table compliance.audit_rules level=I retention=configuration | What the audit trail takes in of a table. A table of public or compliance without a rule is audited in full.
CREATE TABLE compliance.audit_rules (
  schema_name text NOT NULL,
  table_name text NOT NULL, --@ I | * for every table of the schema that has no rule of its own
  takes_inserts boolean NOT NULL,
  takes_changes boolean NOT NULL, --@ I | Updates and deletes
  ignored_columns text[] NOT NULL DEFAULT '{}', --@ I | Bookkeeping: a change of these alone writes no entry
  reason text NOT NULL, --@ I | Why the table is not audited in full, or why in spite of its schema's rule
  PRIMARY KEY (schema_name, table_name),
  CONSTRAINT ck_audit_rules_reason CHECK (length(btrim(reason)) >= 10)
);
INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('compliance','audit_rules','schema_name','internal','at_rest',NULL,'keep','configuration'),
 ('compliance','audit_rules','table_name','internal','at_rest',NULL,'keep','configuration'),
 ('compliance','audit_rules','takes_inserts','internal','at_rest',NULL,'keep','configuration'),
 ('compliance','audit_rules','takes_changes','internal','at_rest',NULL,'keep','configuration'),
 ('compliance','audit_rules','ignored_columns','internal','at_rest',NULL,'keep','configuration'),
 ('compliance','audit_rules','reason','internal','at_rest',NULL,'keep','configuration');
COMMENT ON TABLE compliance.audit_rules IS 'What the audit trail takes in of a table. A table of public or compliance without a rule is audited in full.';
COMMENT ON COLUMN compliance.audit_rules.table_name IS '* for every table of the schema that has no rule of its own';
COMMENT ON COLUMN compliance.audit_rules.takes_changes IS 'Updates and deletes';
COMMENT ON COLUMN compliance.audit_rules.ignored_columns IS 'Bookkeeping: a change of these alone writes no entry';
COMMENT ON COLUMN compliance.audit_rules.reason IS 'Why the table is not audited in full, or why in spite of its schema''s rule';

INSERT INTO compliance.audit_rules (schema_name, table_name, takes_inserts, takes_changes, ignored_columns, reason) VALUES
 ('public','user_sessions',false,false,'{}','short-lived secrets with a trail of their own: sign-ins are entries of action login'),
 ('public','verification_tokens',false,false,'{}','short-lived secrets, deleted after a day'),
 ('public','password_reset_tokens',false,false,'{}','short-lived secrets, deleted after a day'),
 ('public','job_counters',false,false,'{}','derived from audited rows and reconciled weekly'),
 ('public','email_delivery_logs',false,false,'{}','a log of events: each row is the record of its own occurrence'),
 ('public','embeddings',false,false,'{}','computed from audited texts, replaced as a whole, recognised by content hash and model'),
 ('public','notifications',false,true,'{read_at,is_read}','a row is the record of its own sending; only its alteration or removal needs an entry'),
 ('public','candidate_skills',false,true,'{}','facts written by the parser are traced by ingestion_items and parsed_resumes'),
 ('public','candidate_experiences',false,true,'{}','facts written by the parser are traced by ingestion_items and parsed_resumes'),
 ('public','candidate_educations',false,true,'{}','facts written by the parser are traced by ingestion_items and parsed_resumes'),
 ('public','users',true,true,'{last_login_at,failed_login_count}','sign-ins have entries of their own'),
 ('public','candidates',true,true,'{last_activity_at,retention_until}','bookkeeping of background jobs'),
 ('public','applications',true,true,'{retention_until}','bookkeeping of background jobs'),
 ('public','files',true,true,'{retention_until}','bookkeeping of background jobs'),
 ('public','email_templates',true,true,'{usage_count,last_used_at}','usage counters'),
 ('public','talent_pools',true,true,'{members_count,last_refreshed_at}','counters derived from memberships'),
 ('public','job_source_postings',true,true,'{views_count,clicks_count,applications_count,last_synced_at}','counters that the channels report'),
 ('compliance','audit_log',false,false,'{}','the trail itself: append-only'),
 ('compliance','erasure_ledger',false,false,'{}','append-only and hash-chained'),
 ('compliance','erasure_tasks',false,false,'{}','work list of an erasure; the erasure ledger is the evidence'),
 ('compliance','retention_actions',false,false,'{}','a log of retention runs, a row for each action'),
 ('pipeline','*',false,false,'{}','books, extracted texts and results of the program: runs, ledger and generations say what was done and when'),
 ('pipeline','ingestion_sources',true,true,'{}','configuration: what the program reads, and from where'),
 ('archive','*',false,false,'{}','rows arrive whole from audited tables; erasure and retention have ledgers of their own'),
 ('ops','*',false,false,'{}','registers, snapshots and findings of operations'),
 ('ops','partition_policies',true,true,'{}','configuration: how long partitions live');

-- The triggers that the rules ask for and those that are there, a row for each table and event.
CREATE VIEW compliance.audit_coverage AS
WITH wanted AS (
  SELECT c.oid AS table_oid, n.nspname AS schema_name, c.relname AS table_name, e.event,
         convert_to(k.columns, 'UTF8') || '\x00' || convert_to(coalesce(array_to_string(r.ignored_columns, ','), ''), 'UTF8') || '\x00' AS arguments
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
   CROSS JOIN LATERAL (SELECT string_agg(a.attname, ',' ORDER BY u.o) AS columns
                         FROM unnest(i.indkey::int[]) WITH ORDINALITY AS u (k, o)
                         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.k) k
    LEFT JOIN LATERAL (SELECT * FROM compliance.audit_rules r
                        WHERE r.schema_name = n.nspname AND r.table_name IN (c.relname, '*')
                        ORDER BY r.table_name = '*' LIMIT 1) r ON true
   CROSS JOIN LATERAL (VALUES ('insert', coalesce(r.takes_inserts, true)),
                              ('update', coalesce(r.takes_changes, true)),
                              ('delete', coalesce(r.takes_changes, true))) AS e (event, taken)
   WHERE n.nspname IN ('public','pipeline','compliance','archive','ops')
     AND c.relkind IN ('r','p') AND NOT c.relispartition
     AND c.relname <> 'flyway_schema_history' -- the migrations' own record
     AND e.taken),
installed AS (
  SELECT t.tgrelid AS table_oid, t.tgname, t.tgargs, t.tgenabled,
         CASE WHEN t.tgtype & 4 > 0 THEN 'insert' WHEN t.tgtype & 8 > 0 THEN 'delete' ELSE 'update' END AS event
    FROM pg_trigger t
   WHERE t.tgfoid = 'compliance.audit_statement'::regproc AND NOT t.tgisinternal)
SELECT coalesce(w.table_oid, i.table_oid)::regclass AS audited_table, coalesce(w.event, i.event) AS event,
       w.arguments, i.tgname AS trigger_name,
       w.table_oid IS NOT NULL AS is_wanted,
       i.tgname IS NOT NULL AND (w.arguments IS NULL OR w.arguments = i.tgargs) AND i.tgenabled <> 'D' AS is_installed
  FROM wanted w
  FULL JOIN installed i ON i.table_oid = w.table_oid AND i.event = w.event;
COMMENT ON VIEW compliance.audit_coverage IS 'Triggers of the audit trail: wanted by compliance.audit_rules, and installed. Both columns are equal after ops.install_audit_triggers().';

-- Makes the triggers equal to the rules and returns how many differed. Locks a table only where something is to be done,
-- so it may run after every migration: a new table is audited without anybody thinking of it.
CREATE FUNCTION ops.install_audit_triggers() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE t record; n integer := 0; made text;
BEGIN
  FOR t IN SELECT a.*, c.relname FROM compliance.audit_coverage a JOIN pg_class c ON c.oid = a.audited_table
            WHERE a.is_wanted <> a.is_installed ORDER BY a.audited_table::text, a.event LOOP
    IF t.trigger_name IS NOT NULL THEN
      EXECUTE format('DROP TRIGGER %I ON %s', t.trigger_name, t.audited_table);
    END IF;
    IF t.is_wanted THEN
      made := CASE t.event WHEN 'insert' THEN 'NEW TABLE AS new_rows' WHEN 'delete' THEN 'OLD TABLE AS old_rows' ELSE 'OLD TABLE AS old_rows NEW TABLE AS new_rows' END;
      EXECUTE format('CREATE TRIGGER %I AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION compliance.audit_statement(%L, %L)',
                     'trg_' || t.relname || '_audit_' || left(t.event, 1), t.event, t.audited_table, made,
                     split_part(encode(t.arguments, 'escape'), '\000', 1), split_part(encode(t.arguments, 'escape'), '\000', 2));
    END IF;
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;

-- A row's values as the trail shows them.
CREATE FUNCTION compliance.audit_values(j jsonb, ignored text[], visible text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_object_agg(e.key, CASE WHEN e.key = ANY (visible) THEN e.value ELSE '"[redacted]"'::jsonb END)
    FROM jsonb_each(j) AS e WHERE e.key <> ALL (ignored) AND e.value <> 'null'::jsonb
$$;

-- The statement that writes the entries of many updated rows of a table: typed values are compared, column by column. Types
-- whose equality is not that of documents (interval, for one: a day is not 24 hours there) are compared as documents.
CREATE FUNCTION compliance.audit_comparison(p_table oid, pk text[], ignored text[], visible text[]) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format($sql$
    INSERT INTO compliance.audit_log (action, actor_type, actor_user_id, organization_id, schema_name, table_name, row_id, changed_columns, old_values, new_values, request_id, batch_job_execution_id, client_ip)
    SELECT (CASE WHEN came THEN 'insert' WHEN gone THEN 'delete' ELSE 'update' END)::audit_action, $1, $2, organization_id, $3, $4,
           compliance.row_key(key_row, $8), CASE WHEN NOT came AND NOT gone THEN cols END,
           CASE WHEN gone THEN compliance.audit_values(key_row, $9, $10) WHEN NOT came THEN olds END, CASE WHEN NOT came AND NOT gone THEN news END, $5, $6, $7
      FROM (SELECT o.%1$I IS NULL AS came, n.%1$I IS NULL AS gone, %2$s AS organization_id,
                   CASE WHEN n.%1$I IS NULL THEN to_jsonb(o) ELSE jsonb_build_object(%3$s) END AS key_row,
                   array_remove(ARRAY[%4$s]::text[], NULL) AS cols, %5$s AS olds, %6$s AS news
              FROM old_rows o FULL JOIN new_rows n ON %7$s OFFSET 0) x
     WHERE came OR gone OR cols <> '{}'$sql$,
    pk[1],
    CASE WHEN bool_or(c.name = 'organization_id') THEN 'coalesce(n.organization_id, o.organization_id)' ELSE 'NULL::bigint' END,
    (SELECT string_agg(format('%1$L, n.%1$I', k), ', ') FROM unnest(pk) AS k),
    string_agg(format('CASE WHEN %s THEN %L END', c.differs, c.name), ', ' ORDER BY c.name COLLATE "C") FILTER (WHERE c.counts),
    string_agg(format('CASE WHEN %s THEN jsonb_build_object(%L, %s) ELSE ''{}'' END', c.differs, c.name,
                      CASE WHEN c.name = ANY (visible) THEN format('o.%I', c.name) ELSE quote_literal('[redacted]') || '::text' END), ' || ') FILTER (WHERE c.counts),
    string_agg(format('CASE WHEN %s THEN jsonb_build_object(%L, %s) ELSE ''{}'' END', c.differs, c.name,
                      CASE WHEN c.name = ANY (visible) THEN format('n.%I', c.name) ELSE quote_literal('[redacted]') || '::text' END), ' || ') FILTER (WHERE c.counts),
    (SELECT string_agg(format('o.%1$I = n.%1$I', k), ' AND ') FROM unnest(pk) AS k))
    FROM (SELECT a.attname::text AS name, a.attname <> ALL (ignored) AS counts,
                 format(CASE WHEN t.typcategory IN ('B','D','E','N','S') THEN 'o.%1$I IS DISTINCT FROM n.%1$I'
                             ELSE 'to_jsonb(o.%1$I) IS DISTINCT FROM to_jsonb(n.%1$I)' END, a.attname) AS differs
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
           WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped) c
$$;

-- One INSERT per statement, as in V015, with two differences. A row whose primary key changes is a removal and an arrival (it
-- went unnoticed). Updates of many rows use a comparison made for the table: several times as fast for each row as taking both
-- rows apart as documents, but making it costs as much as some dozens of rows.
CREATE OR REPLACE FUNCTION compliance.audit_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  pk text[] := string_to_array(TG_ARGV[0], ',');
  ignored text[] := string_to_array(coalesce(TG_ARGV[1], ''), ',') || ARRAY['updated_at','search_vector'];
  actor actor_type := coalesce(nullif(current_setting('ats.actor_type', true), ''), 'system');
  actor_user bigint := nullif(current_setting('ats.actor_user_id', true), '');
  request text := nullif(current_setting('ats.request_id', true), '');
  execution bigint := nullif(current_setting('ats.job_execution_id', true), '');
  ip inet := nullif(current_setting('ats.client_ip', true), '');
  many_rows CONSTANT integer := 64;
  visible text[]; -- fails closed: a column without classification, or one that erasure must clear, is redacted
BEGIN
  SELECT coalesce(array_agg(column_name), '{}') INTO visible FROM compliance.data_classifications
   WHERE schema_name = TG_TABLE_SCHEMA AND table_name = TG_TABLE_NAME AND sensitivity <= 'confidential' AND erase_action = 'keep';
  IF TG_OP = 'INSERT' THEN
    INSERT INTO compliance.audit_log (action, actor_type, actor_user_id, organization_id, schema_name, table_name, row_id, request_id, batch_job_execution_id, client_ip)
    SELECT 'insert', actor, actor_user, (s.j->>'organization_id')::bigint, TG_TABLE_SCHEMA, TG_TABLE_NAME, compliance.row_key(s.j, pk), request, execution, ip
      FROM (SELECT to_jsonb(r) AS j FROM new_rows r OFFSET 0) s;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO compliance.audit_log (action, actor_type, actor_user_id, organization_id, schema_name, table_name, row_id, old_values, request_id, batch_job_execution_id, client_ip)
    SELECT 'delete', actor, actor_user, (s.j->>'organization_id')::bigint, TG_TABLE_SCHEMA, TG_TABLE_NAME, compliance.row_key(s.j, pk),
           compliance.audit_values(s.j, ignored, visible), request, execution, ip
      FROM (SELECT to_jsonb(r) AS j FROM old_rows r OFFSET 0) s;
  ELSIF (SELECT count(*) FROM (SELECT FROM new_rows LIMIT many_rows) r) < many_rows THEN
    INSERT INTO compliance.audit_log (action, actor_type, actor_user_id, organization_id, schema_name, table_name, row_id, changed_columns, old_values, new_values, request_id, batch_job_execution_id, client_ip)
    WITH o AS MATERIALIZED (SELECT compliance.row_key(s.j, pk) AS k, s.j FROM (SELECT to_jsonb(r) AS j FROM old_rows r OFFSET 0) s), -- each row is converted once
         n AS MATERIALIZED (SELECT compliance.row_key(s.j, pk) AS k, s.j FROM (SELECT to_jsonb(r) AS j FROM new_rows r OFFSET 0) s),
         p AS MATERIALIZED (SELECT k, o.j AS oj, n.j AS nj FROM n FULL JOIN o USING (k))
    SELECT (CASE WHEN p.nj IS NULL THEN 'delete' WHEN p.oj IS NULL THEN 'insert' ELSE 'update' END)::audit_action, actor, actor_user,
           (coalesce(p.nj, p.oj)->>'organization_id')::bigint, TG_TABLE_SCHEMA, TG_TABLE_NAME, p.k,
           d.cols, CASE WHEN p.nj IS NULL THEN compliance.audit_values(p.oj, ignored, visible) ELSE d.olds END, d.news, request, execution, ip
      FROM p CROSS JOIN LATERAL (
        SELECT array_agg(e.key ORDER BY e.key COLLATE "C") AS cols,
               jsonb_object_agg(e.key, CASE WHEN e.key = ANY (visible) THEN coalesce(p.oj->e.key, 'null') ELSE '"[redacted]"'::jsonb END) AS olds,
               jsonb_object_agg(e.key, CASE WHEN e.key = ANY (visible) THEN e.value ELSE '"[redacted]"'::jsonb END) AS news
          FROM jsonb_each(p.nj) AS e WHERE p.oj IS NOT NULL AND e.value IS DISTINCT FROM p.oj->e.key AND e.key <> ALL (ignored)) d
     WHERE d.cols IS NOT NULL OR p.oj IS NULL OR p.nj IS NULL;
  ELSE
    EXECUTE compliance.audit_comparison(TG_RELID, pk, ignored, visible)
      USING actor, actor_user, TG_TABLE_SCHEMA, TG_TABLE_NAME, request, execution, ip, pk, ignored, visible;
  END IF;
  RETURN NULL;
END $$;

-- Nobody alters the trail, the owner included; neither when its old partitions hang below the archive.
CREATE TRIGGER trg_audit_log_no_truncate BEFORE TRUNCATE ON compliance.audit_log FOR EACH STATEMENT EXECUTE FUNCTION compliance.forbid_change();
CREATE TRIGGER trg_audit_log_append_only BEFORE UPDATE OR DELETE ON archive.audit_log FOR EACH ROW EXECUTE FUNCTION compliance.forbid_change();
CREATE TRIGGER trg_audit_log_no_truncate BEFORE TRUNCATE ON archive.audit_log FOR EACH STATEMENT EXECUTE FUNCTION compliance.forbid_change();

DO $$ BEGIN PERFORM ops.install_audit_triggers(); END $$;
