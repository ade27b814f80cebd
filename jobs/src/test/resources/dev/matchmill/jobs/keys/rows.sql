-- What encrypted rows stand on, then a row of each table with encrypted columns. :id from 1 to :rows.
--- parents
INSERT INTO organizations (id, name) VALUES (1, 'O');
INSERT INTO users (id, email, full_name, role) SELECT i, i || '@u.example', 'U', 'candidate' FROM generate_series(1, :rows) i;
INSERT INTO candidates (id, email, full_name) SELECT i, i || '@c.example', 'C' FROM generate_series(1, :rows) i;
INSERT INTO candidate_consents (id, candidate_id, consent_type, policy_version) SELECT i, i, 'privacy_notice', '1' FROM generate_series(1, :rows) i;
INSERT INTO jobs (id, organization_id, title) VALUES (1, 1, 'J');
INSERT INTO applications (id, job_id, organization_id, candidate_email) SELECT i, 1, 1, i || '@c.example' FROM generate_series(1, :rows) i;
INSERT INTO pipeline.ingestion_sources (id, organization_id, kind, item_type, name, location) VALUES (1, 1, 'filesystem', 'resume', 'S', '/s')
--- compliance.data_subject_requests
INSERT INTO compliance.data_subject_requests (id, request_type, scope, subject_fingerprint, status, identity_verified_at, markers_enc, encryption_key_id)
VALUES (:id, 'erasure', 'platform', sha256(CAST(CAST(:id AS text) AS bytea)), 'in_progress', now(), :markers_enc, :key)
--- pipeline.dead_letters
INSERT INTO pipeline.dead_letters (id, source_id, external_id, stage, reason, payload_enc, encryption_key_id)
VALUES (:id, 1, CAST(:id AS text), 'fetch', 'corrupt', :payload_enc, :key)
--- public.background_check_providers
INSERT INTO background_check_providers (id, organization_id, provider_type, name, account_ref, api_credentials_enc, webhook_secret_enc, encryption_key_id)
VALUES (:id, 1, 'checkr', 'P', CAST(:id AS text), :api_credentials_enc, :webhook_secret_enc, :key)
--- public.diversity_data
INSERT INTO diversity_data (id, candidate_id, organization_id, consent_id, gender_self_description_enc, encryption_key_id)
VALUES (:id, :id, 1, :id, :gender_self_description_enc, :key)
--- public.interviews
INSERT INTO interviews (id, application_id, job_id, organization_id, interview_type, title, scheduled_start, scheduled_end, external_meeting_id, meeting_passcode_enc, encryption_key_id)
VALUES (:id, :id, 1, 1, 'technical', 'I', now(), now() + interval '1 hour', CAST(:id AS text), :meeting_passcode_enc, :key)
--- public.user_accounts
INSERT INTO user_accounts (id, user_id, account_type, provider, provider_account_id, access_token_enc, refresh_token_enc, id_token_enc, token_key_id)
VALUES (:id, :id, 'oidc', 'p', CAST(:id AS text), :access_token_enc, :refresh_token_enc, :id_token_enc, :key)
