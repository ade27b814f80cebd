-- Retention: rules with region, source and confirmation, the shipped rules, restriction where rules clash, and plans with the rows they name.

CREATE TYPE restriction_reason AS ENUM ('retention_clash','subject_request');
CREATE TYPE retention_effect AS ENUM ('end','restrict','release');
CREATE TYPE retention_item_state AS ENUM ('open','done','held','blocked','left_out');
COMMENT ON TYPE restriction_reason IS 'Why a person or application is kept for the law only';
COMMENT ON TYPE retention_effect IS 'What a plan does with a row: end it, restrict it, release it from restriction';
COMMENT ON TYPE retention_item_state IS 'What became of a planned row';

-- A rule may be of a part of a country (California keeps longer than the United States), names its source, and says whether counsel confirmed it.
--@table compliance.retention_policies level=I retention=configuration | How long a class of data is kept, by organisation and country.
ALTER TABLE compliance.retention_policies
  ADD COLUMN region text, --@ I
  ADD COLUMN source text NOT NULL DEFAULT '', --@ I
  ADD COLUMN confirmed_at timestamptz, --@ I
  ADD CONSTRAINT ck_retention_policies_region CHECK (region IS NULL OR (region ~ '^[A-Z0-9]{1,3}$' AND country IS NOT NULL)) NOT VALID,
  -- a duty to keep may be one organisation's alone, such as a federal contractor's; a duty to delete is the country's
  DROP CONSTRAINT ck_retention_policies_bounds,
  ADD CONSTRAINT ck_retention_policies_bounds CHECK (rule_kind <> 'maximum' OR organization_id IS NULL) NOT VALID,
  DROP CONSTRAINT uq_retention_policies_rule,
  ADD CONSTRAINT uq_retention_policies_rule UNIQUE NULLS NOT DISTINCT (organization_id, country, region, retention_class, action, rule_kind, effective_from);
COMMENT ON INDEX compliance.uq_retention_policies_rule IS 'Unique: one rule for a class, action, country, region and day; Foreign key organization_id';
COMMENT ON COLUMN compliance.retention_policies.region IS 'Second part of the ISO 3166-2 code, such as CA of US-CA; NULL: the whole country';
COMMENT ON COLUMN compliance.retention_policies.source IS 'Where the period comes from: statute, regulation, guidance';
COMMENT ON COLUMN compliance.retention_policies.confirmed_at IS 'When counsel confirmed the rule; NULL: shipped or imported, to be confirmed';

-- The set-based answer for jobs that work in SQL. It takes the rules of whole countries; where rules of regions, several clocks or a clash count,
-- the program decides row by row. A test holds both equal.
CREATE OR REPLACE FUNCTION compliance.retention_period(p_organization_id bigint, p_country text, p_class retention_class, p_action retention_action, p_on date DEFAULT current_date)
RETURNS interval LANGUAGE sql STABLE AS $$
  WITH rules AS (
    SELECT * FROM compliance.retention_policies
     WHERE retention_class = p_class AND action = p_action AND effective_from <= p_on AND (effective_to IS NULL OR effective_to > p_on)
       AND region IS NULL
       AND (organization_id IS NULL OR organization_id = p_organization_id) AND (country IS NULL OR country = p_country)),
  standard AS (SELECT period FROM rules WHERE rule_kind = 'standard'
                ORDER BY (organization_id IS NOT NULL) DESC, (country IS NOT NULL) DESC, effective_from DESC, id DESC LIMIT 1)
  SELECT least(greatest((SELECT period FROM standard), (SELECT max(period) FROM rules WHERE rule_kind = 'minimum')),
               (SELECT min(period) FROM rules WHERE rule_kind = 'maximum'))
   WHERE EXISTS (SELECT 1 FROM standard)
$$;

UPDATE compliance.retention_policies SET source = 'Matchmill default' WHERE source = '' AND created_by_user_id IS NULL AND effective_from = '2020-01-01' AND country IS NULL;
UPDATE compliance.retention_policies SET legal_basis = 'claims for discrimination', source = 'AGG § 15(4), § 21(5) and practice: at most six months after the rejection'
 WHERE country = 'DE' AND retention_class = 'application' AND action = 'anonymise' AND rule_kind = 'maximum' AND legal_basis = 'example of a country maximum';
UPDATE compliance.retention_policies SET legal_basis = 'equal-opportunity records', source = 'EEOC, 29 CFR 1602.14: one year from the record or the personnel action'
 WHERE country = 'US' AND retention_class = 'application' AND action = 'anonymise' AND rule_kind = 'minimum' AND legal_basis = 'example of a country minimum';
INSERT INTO compliance.retention_policies (country, region, retention_class, action, rule_kind, anchor, period, legal_basis, source, effective_from) VALUES
 ('US','CA','application','anonymise','minimum','status_changed','4 years','equal-opportunity records','Cal. Gov. Code § 12946: four years from the record or the personnel action','2020-01-01'),
 ('AT',NULL,'application','anonymise','minimum','status_changed','6 months','claims for discrimination','GlBG § 29: claims within six months of the rejection','2020-01-01'),
 ('AT',NULL,'application','anonymise','maximum','status_changed','7 months','claims for discrimination','GlBG § 29 and practice: a month more for service of the claim','2020-01-01'),
 ('FR',NULL,'application','anonymise','maximum','status_changed','2 years','legitimate interest','CNIL, guide du recrutement: two years after the last contact','2020-01-01'),
 ('FR',NULL,'candidate_profile','anonymise','maximum','last_activity','2 years','legitimate interest','CNIL, guide du recrutement: two years after the last contact','2020-01-01'),
 ('NL',NULL,'application','anonymise','standard','status_changed','28 days','legitimate interest','Autoriteit Persoonsgegevens: four weeks after the procedure','2020-01-01'),
 ('NL',NULL,'application','anonymise','maximum','status_changed','1 year','consent','Autoriteit Persoonsgegevens: one year with the applicant''s consent','2020-01-01'),
 ('NL',NULL,'candidate_profile','anonymise','maximum','last_activity','1 year','consent','Autoriteit Persoonsgegevens: one year with the applicant''s consent','2020-01-01'),
 ('GB',NULL,'application','anonymise','minimum','status_changed','3 months','claims for discrimination','Equality Act 2010 s. 123: claims within three months','2020-01-01'),
 ('GB',NULL,'application','anonymise','standard','status_changed','6 months','legitimate interest','ICO and practice: six to twelve months','2020-01-01'),
 ('GB',NULL,'application','anonymise','maximum','status_changed','12 months','legitimate interest','ICO and practice: six to twelve months','2020-01-01'),
 (NULL,NULL,'pipeline_log','delete','minimum','created_at','6 months','logs of a high-risk AI system','Regulation (EU) 2024/1689 Art. 19 and 26(6): at least six months; a run has no country, so everywhere','2020-01-01')
ON CONFLICT DO NOTHING;

-- Kept for the law only: out of search, matching and embeddings.
--@table public.candidates level=H retention=candidate_profile | A job seeker. One row per person (e-mail), shared by all organisations; visibility follows applications and pools.
ALTER TABLE candidates
  ADD COLUMN restricted_at timestamptz, --@ I
  ADD COLUMN restriction_reason restriction_reason, --@ I
  ADD CONSTRAINT ck_candidates_restriction CHECK ((restricted_at IS NULL) = (restriction_reason IS NULL)) NOT VALID;
--@table public.applications level=C retention=application | Application of a person to a job. Source B calls it job_applications.
ALTER TABLE applications
  ADD COLUMN restricted_at timestamptz, --@ I
  ADD COLUMN restriction_reason restriction_reason, --@ I
  ADD CONSTRAINT ck_applications_restriction CHECK ((restricted_at IS NULL) = (restriction_reason IS NULL)) NOT VALID;
COMMENT ON COLUMN candidates.restricted_at IS 'Since when the person is kept for the law only: out of search, matching and embeddings';
COMMENT ON COLUMN candidates.restriction_reason IS 'Why the person is restricted';
COMMENT ON COLUMN applications.restricted_at IS 'Since when the application is kept for the law only';
COMMENT ON COLUMN applications.restriction_reason IS 'Why the application is restricted';
CREATE OR REPLACE VIEW candidate_profiles WITH (security_invoker = true) AS
SELECT c.id, c.email, c.full_name, c.current_title, c.current_company, c.location_city, c.location_country, c.years_of_experience, c.skills, c.metadata,
       coalesce((SELECT jsonb_agg(jsonb_build_object('degree', e.degree, 'field', e.field_of_study, 'school', e.school, 'start', e.start_date, 'end', e.end_date) ORDER BY e.end_date DESC NULLS FIRST)
                   FROM candidate_educations e WHERE e.candidate_id = c.id), '[]'::jsonb) AS education,
       coalesce((SELECT jsonb_agg(jsonb_build_object('title', x.title, 'company', x.company, 'start', x.start_date, 'end', x.end_date, 'current', x.is_current) ORDER BY x.start_date DESC NULLS LAST)
                   FROM candidate_experiences x WHERE x.candidate_id = c.id), '[]'::jsonb) AS work_experience
  FROM candidates c WHERE c.deleted_at IS NULL AND c.restricted_at IS NULL;

--@table compliance.retention_plans level=I retention=audit | What retention would do at an instant, row by row; only a plan is ever applied.
CREATE TABLE compliance.retention_plans (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  as_of timestamptz NOT NULL, --@ I | The instant that decided what is due
  policies_sha256 sha256_digest NOT NULL, --@ I | Hash of all rules: with other rules the plan is stale
  holds_sha256 sha256_digest NOT NULL, --@ I | Hash of the open holds: others are looked at row by row
  shares jsonb_array NOT NULL DEFAULT '[]', --@ I | Rows of each tenant, class, action and table: seen, due, held, blocked, restricted
  made_at timestamptz, --@ I | When it was complete; NULL: its maker died
  applied_at timestamptz --@ I | When the last of its rows was settled
);
COMMENT ON TABLE compliance.retention_plans IS 'What retention would do at an instant, row by row; only a plan is ever applied.';
COMMENT ON COLUMN compliance.retention_plans.as_of IS 'The instant that decided what is due';
COMMENT ON COLUMN compliance.retention_plans.policies_sha256 IS 'Hash of all rules: with other rules the plan is stale';
COMMENT ON COLUMN compliance.retention_plans.holds_sha256 IS 'Hash of the open holds: others are looked at row by row';
COMMENT ON COLUMN compliance.retention_plans.shares IS 'Rows of each tenant, class, action and table: seen, due, held, blocked, restricted';
COMMENT ON COLUMN compliance.retention_plans.made_at IS 'When it was complete; NULL: its maker died';
COMMENT ON COLUMN compliance.retention_plans.applied_at IS 'When the last of its rows was settled';

--@table compliance.retention_plan_items level=I retention=audit | A row that a plan names, and what became of it.
CREATE TABLE compliance.retention_plan_items (
  plan_id bigint NOT NULL REFERENCES compliance.retention_plans ON DELETE CASCADE,
  retention_class retention_class NOT NULL,
  action retention_action NOT NULL,
  schema_name text NOT NULL,
  table_name text NOT NULL,
  row_id bigint NOT NULL, --@ I | Key of the row; a snapshot of figures: its instant in microseconds
  organization_id bigint, --@ I | NULL: of no single tenant
  policy_id bigint, --@ I | The rule that decided; no foreign key: the plan outlives it
  effect retention_effect NOT NULL, --@ I
  due_on date NOT NULL, --@ I | In the time zone of the organisation
  state retention_item_state NOT NULL DEFAULT 'open', --@ I
  blocked_by text, --@ I | What keeps the row, a phrase
  settled_at timestamptz, --@ I
  PRIMARY KEY (plan_id, retention_class, action, schema_name, table_name, row_id)
);
COMMENT ON TABLE compliance.retention_plan_items IS 'A row that a plan names, and what became of it.';
COMMENT ON COLUMN compliance.retention_plan_items.row_id IS 'Key of the row; a snapshot of figures: its instant in microseconds';
COMMENT ON COLUMN compliance.retention_plan_items.organization_id IS 'NULL: of no single tenant';
COMMENT ON COLUMN compliance.retention_plan_items.policy_id IS 'The rule that decided; no foreign key: the plan outlives it';
COMMENT ON COLUMN compliance.retention_plan_items.due_on IS 'In the time zone of the organisation';
COMMENT ON COLUMN compliance.retention_plan_items.blocked_by IS 'What keeps the row, a phrase';

INSERT INTO compliance.audit_rules (schema_name, table_name, takes_inserts, takes_changes, ignored_columns, reason) VALUES
 ('compliance','retention_plans',false,false,'{}','a plan is the record of its own making; retention actions say what was done'),
 ('compliance','retention_plan_items',false,false,'{}','work list of a plan; retention actions and the erasure ledger are the evidence');
INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class)
SELECT 'compliance', 'retention_plans', c, 'internal'::sensitivity_level, 'at_rest'::encryption_kind, NULL::gdpr_category, 'keep'::erase_action, 'audit'::retention_class
  FROM unnest(ARRAY['id','as_of','policies_sha256','holds_sha256','shares','made_at','applied_at']) AS c
 UNION ALL
SELECT 'compliance', 'retention_plan_items', c, 'internal', 'at_rest', NULL, 'keep', 'audit'
  FROM unnest(ARRAY['plan_id','retention_class','action','schema_name','table_name','row_id','organization_id','policy_id','effect','due_on','state','blocked_by','settled_at']) AS c
 UNION ALL
SELECT 'compliance', 'retention_policies', c, 'internal', 'at_rest', NULL, 'keep', 'configuration' FROM unnest(ARRAY['region','source','confirmed_at']) AS c
 UNION ALL
SELECT 'public', 'candidates', c, 'internal', 'at_rest', NULL, 'keep', 'candidate_profile' FROM unnest(ARRAY['restricted_at','restriction_reason']) AS c
 UNION ALL
SELECT 'public', 'applications', c, 'internal', 'at_rest', NULL, 'keep', 'application' FROM unnest(ARRAY['restricted_at','restriction_reason']) AS c;

CREATE FUNCTION ops.install_retention_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_privacy') IS NOT NULL THEN -- retain plan, retain apply, retain policies
    GRANT INSERT, UPDATE, DELETE ON compliance.retention_plans, compliance.retention_plan_items TO ats_privacy;
    GRANT INSERT, UPDATE ON compliance.retention_policies TO ats_privacy;
    GRANT INSERT ON pipeline.match_invalidations TO ats_privacy; -- who is restricted leaves the matches
    GRANT DELETE ON ops.index_snapshots, ops.table_snapshots, ops.query_snapshots, ops.database_snapshots, ops.maintenance_findings TO ats_privacy;
  END IF;
  IF to_regrole('ats_reader') IS NOT NULL THEN -- shortlist, status: who is restricted is not shown
    GRANT SELECT (restricted_at) ON candidates, applications TO ats_reader;
  END IF;
END $$;
SELECT ops.install_retention_grants();
COMMENT ON FUNCTION ops.install_retention_grants() IS 'What the roles may do with plans, rules and restrictions of retention';
