--- text columns
SELECT format('%I.%I', n.nspname, c.relname) AS store, a.attname AS name, y.typname AS type
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
JOIN pg_type y ON y.oid = a.atttypid
JOIN pg_type b ON b.oid = coalesce(nullif(y.typbasetype, 0), y.oid)
WHERE c.relkind IN ('r', 'p')
  AND NOT c.relispartition
  AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive')
  AND (b.typname IN ('text', 'jsonb', 'json', 'bytea', '_text', 'varchar'))
  AND y.typname <> 'sha256_digest'
ORDER BY 1, a.attnum

--- a payload full of it
jsonb_set(jsonb_set(jsonb_set(t.payload,
  '{tables,applications,0,application_data}', '{"a": "%1$s"}'),
  '{tables,applications,0,source_detail}', '"%1$s"'),
  '{tables,application_notes,0,body}', '"%1$s"')
  || '{"more": {"of": "%1$s"}}' || jsonb_build_object('links', jsonb_build_object('%1$s', 1))

--- columns that say nothing of a person
compliance.data_subject_requests.decision_reason  the officer's own words on the law, evidence
public.ai_evaluations.config_version              a version of ours
public.ai_evaluations.error_code                  a code of ours
public.ai_evaluations.model_name                  a model
public.ai_evaluations.model_version               a version of a model
public.application_stage_history.stage_name       a stage of the tenant's pipeline
public.background_checks.package_name             a package of the provider's
public.background_checks.requested_checks         kinds of checks
public.candidate_consents.policy_version          a version of the policy
public.email_delivery_logs.provider               a company
public.email_delivery_logs.smtp_code              a code of RFC 5321
public.files.bucket                               the platform's storage
public.files.mime_type                            a type of RFC 6838
public.files.video_codec                          a codec
public.interviews.timezone                        a zone of the IANA's list
public.referral_bonuses.payment_reference         the bookkeeping's, of the employee who referred
public.user_accounts.provider                     a company
public.user_accounts.scope                        rights of OAuth 2.0
public.user_legacy_identities.provider            a company
public.users.timezone                             a zone of the IANA's list

--- columns that take no text
archive.notifications.entity_type
compliance.data_subject_requests.verification_method
compliance.data_subject_requests.markers_enc
compliance.data_subject_requests.encryption_key_id
pipeline.dead_letters.encryption_key_id
pipeline.document_texts.language
pipeline.document_texts.text_content
pipeline.source_records.reason_detail
pipeline.source_records.lease_owner
public.background_checks.cost_currency
public.candidates.location_country
public.candidates.expected_salary_currency
public.diversity_data.encryption_key_id
public.files.encryption_key_id
public.interview_recordings.transcript_language
public.interviews.encryption_key_id
public.notifications.entity_type
public.offers.currency
public.offers.decline_reason
public.referral_bonuses.currency
public.user_accounts.token_key_id
public.users.password_hash
public.users.locale
