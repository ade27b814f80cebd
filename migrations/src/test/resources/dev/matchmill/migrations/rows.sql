-- One valid row of every table, in the order of the foreign keys, for tests that need a row to change or to keep.
-- Every column has a value where the constraints allow one. Each statement ends with a semicolon at the end of a line.

INSERT INTO public.application_status_transitions (from_status, to_status, requires_reason)
VALUES
  ('hired', 'pending', false);

INSERT INTO public.embedding_models (id, name, version, runtime, dimensions, metric, is_normalized, max_tokens, query_prefix, passage_prefix,
    artifact_sha256, license, is_active, activated_at, created_at)
VALUES
  (900001, 'name of embedding_models', 'version of embedding_models', 'onnx', 1024, 'cosine', true, 512,
    'query_prefix of embedding_models', 'passage_prefix of embedding_models',
    sha256('artifact_sha256 of embedding_models'), 'license of embedding_models', true, now(), now());

INSERT INTO public.organizations (id, name, legal_name, domain, industry, size, country, timezone, description, website_url, linkedin_url,
    logo_url, is_active, created_at, updated_at)
VALUES
  (900001, 'Example organization', 'legal_name of organizations', 'organization.example.com', 'technology',
    'startup', 'DE', 'UTC', 'description of organizations', 'https://example.com/organizations/website_url',
    'https://example.com/organizations/linkedin_url', 'https://example.com/organizations/logo_url', true, now(),
    now());

INSERT INTO public.job_sources (id, organization_id, kind, name, base_url, config, is_active, created_at, updated_at)
VALUES
  (900001, 900001, 'career_page', 'name of job_sources', 'https://example.com/job_sources/base_url',
    '{"note": "config of job_sources"}', true, now(), now());

INSERT INTO public.organization_settings (organization_id, settings, matching_weights, candidate_scope, reapply_after_days, ai_processing_enabled,
    created_at, updated_at)
VALUES
  (900001, '{"note": "settings of organization_settings"}',
    '{"semantic":0.55,"required_skills":0.2,"preferred_skills":0.05,"experience":0.1,"location":0.1}', 'marketplace',
    1, true, now(), now());

INSERT INTO public.skills (id, canonical_name, display_name, category, is_active, created_at)
VALUES
  (900001, 'canonical_name of skills', 'display_name of skills', 'technical', true, now());

INSERT INTO public.skill_aliases (alias, skill_id)
VALUES
  ('alias of skill_aliases', 900001);

INSERT INTO public.users (id, organization_id, email, full_name, first_name, last_name, phone, avatar_url, role, password_hash,
    password_changed_at, email_verified_at, is_active, onboarding_completed_at, locale, timezone, last_login_at,
    failed_login_count, locked_until, retention_until, created_at, updated_at)
VALUES
  (900001, 900001, 'email.of.users@example.com', 'full_name of users', 'first_name of users', 'last_name of users',
    'phone of users', 'https://example.com/users/avatar_url', 'recruiter',
    '$2b$12$' || repeat('a', 53), now(), now(),
    true, now(), 'en', 'UTC', now(), 1, now(), '2026-01-15', now(), now());

INSERT INTO public.candidates (id, email, full_name, first_name)
VALUES
  (900000, 'another@example.com', 'somebody else', 'somebody');

INSERT INTO public.candidates (id, user_id, email, full_name, first_name, last_name, phone, location_city, location_state, location_country,
    linkedin_url, github_url, portfolio_url, website_url, current_title, current_company, summary,
    years_of_experience, experience_level, highest_education, work_authorization, expected_salary_min,
    expected_salary_max, expected_salary_currency, preferred_location_type, skills, languages, metadata, source,
    is_active, content_hash, last_activity_at, retention_until, created_at, updated_at)
VALUES
  (900001, 900001, 'email.of.candidates@example.com', 'full_name of candidates', 'first_name of candidates',
    'last_name of candidates', 'phone of candidates', 'location_city of candidates', 'location_state of candidates',
    'DE', 'https://example.com/candidates/linkedin_url', 'https://example.com/candidates/github_url',
    'https://example.com/candidates/portfolio_url', 'https://example.com/candidates/website_url',
    'current_title of candidates', 'current_company of candidates', 'summary of candidates', 1, 'intern', 'none',
    'citizen', 1, 1, 'EUR', 'onsite', '["skills of candidates"]', '["languages of candidates"]',
    '{"note": "metadata of candidates"}', 'direct', true, sha256('content_hash of candidates'), now(), '2026-01-15',
    now(), now());

INSERT INTO public.candidate_consents (id, candidate_id, organization_id, consent_type, status, policy_version, granted_at, expires_at, evidence,
    created_at)
VALUES
  (900001, 900001, 900001, 'privacy_notice', 'granted', 'policy_version of candidate_consents', now(),
    now() + interval '1 year', '{"note": "evidence of candidate_consents"}', now());

INSERT INTO public.candidate_educations (id, candidate_id, degree, field_of_study, school, level, location, start_date, end_date, description, origin,
    created_at, updated_at)
VALUES
  (900001, 900001, 'degree of candidate_educations', 'field_of_study of candidate_educations',
    'school of candidate_educations', 'none', 'location of candidate_educations', '2026-01-15', '2026-01-15',
    'description of candidate_educations', 'candidate', now(), now());

INSERT INTO public.candidate_experiences (id, candidate_id, title, company, location, employment_type, start_date, is_current, description, origin,
    created_at, updated_at)
VALUES
  (900001, 900001, 'title of candidate_experiences', 'company of candidate_experiences',
    'location of candidate_experiences', 'full_time', '2026-01-15', true, 'description of candidate_experiences',
    'candidate', now(), now());

INSERT INTO public.candidate_skills (candidate_id, skill_id, level, years, confidence, origin, created_at, updated_at)
VALUES
  (900001, 900001, 1, 1, 0.5, 'candidate', now(), now());

INSERT INTO public.email_templates (id, organization_id, template_type, name, language, subject, body_html, body_text, variables, version,
    is_default, is_active, usage_count, last_used_at, created_by_user_id, created_at, updated_at)
VALUES
  (900001, 900001, 'application_received', 'name of email_templates', 'en', 'subject of email_templates',
    'body_html of email_templates', 'body_text of email_templates', '["variables of email_templates"]', 1, true,
    true, 1, now(), 900001, now(), now());

INSERT INTO public.employer_profiles (user_id, "position", department, work_phone, can_create_jobs, can_manage_candidates, is_organization_admin,
    created_at, updated_at)
VALUES
  (900001, 'position of employer_profiles', 'department of employer_profiles', 'work_phone of employer_profiles',
    true, true, false, now(), now());

INSERT INTO public.hiring_pipelines (id, organization_id, name, description, is_shared, is_default, is_active, created_by_user_id, created_at,
    updated_at)
VALUES
  (900001, 900001, 'name of hiring_pipelines', 'description of hiring_pipelines', true, true, true, 900001, now(),
    now());

INSERT INTO public.jobs (id, organization_id, hiring_pipeline_id, recruiter_user_id, hiring_manager_user_id, created_by_user_id,
    external_ref, title, description, requirements, responsibilities, status, employment_type, location_type,
    location_city, location_state, location_country, language, experience_level, min_years_experience, salary_min,
    salary_max, salary_currency, salary_period, is_salary_public, required_skills, preferred_skills, benefits,
    positions_count, is_public, is_featured, posted_at, expires_at, content_hash, retention_until, created_at,
    updated_at)
VALUES
  (900001, 900001, 900001, 900001, 900001, 900001, 'external_ref of jobs', 'title of jobs', 'description of jobs',
    'requirements of jobs', 'responsibilities of jobs', 'open', 'full_time', 'onsite', 'location_city of jobs',
    'location_state of jobs', 'DE', 'en', 'intern', 1, 1, 1, 'EUR', 'hour', false, '["required_skills of jobs"]',
    '["preferred_skills of jobs"]', '{"note": "benefits of jobs"}', 1, true, false, now(),
    now() + interval '30 days', sha256('content_hash of jobs'), '2026-01-15', now(), now());

INSERT INTO public.job_counters (job_id, applications_count, views_count)
VALUES
  (900001, 1, 1);

INSERT INTO public.job_source_postings (id, job_id, source_id, external_posting_id, external_url, status, posted_at, expires_at, removed_at, views_count,
    clicks_count, applications_count, last_synced_at, last_error, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 'external_posting_id of job_source_postings',
    'https://example.com/job_source_postings/external_url', 'pending', now(), now(), now(), 1, 1, 1, now(),
    'last_error of job_source_postings', now(), now());

INSERT INTO public.notifications (id, created_at, user_id, notification_type, title, message, entity_type, entity_id, action_url, read_at)
VALUES
  (900001, now(), 900001, 'new_application', 'title of notifications', 'message of notifications', 'job', 1,
    'action_url of notifications', now());

INSERT INTO public.password_reset_tokens (id, user_id, token_hash, requested_ip, created_at, expires_at)
VALUES
  (900001, 900001, sha256('token_hash of password_reset_tokens'), '192.0.2.1', now(), now() + interval '1 hour');

INSERT INTO public.pipeline_stages (id, pipeline_id, name, stage_type, "position", is_terminal, target_days, auto_actions, created_at, updated_at)
VALUES
  (900001, 900001, 'name of pipeline_stages', 'application', 1, false, 1, '["auto_actions of pipeline_stages"]',
    now(), now());

INSERT INTO public.question_templates (id, organization_id, title, description, question_type, category, options, validation_rules, is_required,
    is_knockout, knockout_values, scoring_rubric, ideal_answer, max_score, is_ai_scored, is_active,
    created_by_user_id, created_at, updated_at)
VALUES
  (900001, 900001, 'title of question_templates', 'description of question_templates', 'short_text', 'general',
    '["options of question_templates"]', '{"note": "validation_rules of question_templates"}', false, true,
    '["knockout_values of question_templates"]', '{"note": "scoring_rubric of question_templates"}',
    'ideal_answer of question_templates', 1, false, true, 900001, now(), now());

INSERT INTO public.referral_programs (id, organization_id, name, description, is_active, default_bonus_amount, bonus_currency, bonus_tiers,
    payout_after_days, rules, created_by_user_id, created_at, updated_at)
VALUES
  (900001, 900001, 'name of referral_programs', 'description of referral_programs', true, 1, 'EUR',
    '{"note": "bonus_tiers of referral_programs"}', 1, '{"note": "rules of referral_programs"}', 900001, now(), now());

INSERT INTO public.screening_questions (id, job_id, template_id, title, help_text, question_type, category, "position", options, validation_rules,
    is_required, is_knockout, knockout_values, scoring_rubric, ideal_answer, max_score, weight, is_ai_scored,
    is_active, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 'title of screening_questions', 'help_text of screening_questions', 'short_text',
    'general', 1, '["options of screening_questions"]', '{"note": "validation_rules of screening_questions"}', false,
    false, '["knockout_values of screening_questions"]', '{"note": "scoring_rubric of screening_questions"}',
    'ideal_answer of screening_questions', 1, 1, false, true, now(), now());

INSERT INTO public.talent_pools (id, organization_id, name, description, pool_type, filters, is_dynamic, is_active, owner_user_id, members_count,
    last_refreshed_at, created_at, updated_at)
VALUES
  (900001, 900001, 'name of talent_pools', 'description of talent_pools', 'general',
    '{"note": "filters of talent_pools"}', false, true, 900001, 1, now(), now(), now());

INSERT INTO public.user_legacy_identities (id, user_id, provider, external_id, retire_after, created_at)
VALUES
  (900001, 900001, 'provider of user_legacy_identities', 'external_id of user_legacy_identities', '2026-01-15',
    now());

INSERT INTO public.user_preferences (user_id, preferences, notification_settings, created_at, updated_at)
VALUES
  (900001, '{"note": "preferences of user_preferences"}', '{"note": "notification_settings of user_preferences"}',
    now(), now());

INSERT INTO public.user_sessions (id, user_id, session_token_hash, refresh_token_hash, ip_address, user_agent, created_at, last_activity_at,
    expires_at)
VALUES
  (900001, 900001, sha256('session_token_hash of user_sessions'), sha256('refresh_token_hash of user_sessions'),
    '192.0.2.1', 'user_agent of user_sessions', now(), now(), now() + interval '1 hour');

INSERT INTO public.verification_tokens (id, identifier, purpose, token_hash, organization_id, invited_role, created_at, expires_at)
VALUES
  (900001, 'identifier.of.verification_tokens@example.com', 'invitation',
    sha256('token_hash of verification_tokens'), 900001, 'recruiter', now(), now() + interval '1 hour');

INSERT INTO compliance.audit_log (id, occurred_at, action, actor_type, actor_user_id, organization_id, schema_name, table_name, row_id,
    changed_columns, old_values, new_values, request_id, batch_job_execution_id, client_ip)
VALUES
  (900001, now(), 'insert', 'user', 1, 1, 'schema_name of audit_log', 'table_name of audit_log',
    'row_id of audit_log', '{changed_columns of audit_log}', '{"note": "old_values of audit_log"}',
    '{"note": "new_values of audit_log"}', 'request_id of audit_log', 1, '192.0.2.1');

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class)
VALUES
  ('public', 'table_name of data_classifications', 'column_name of data_classifications', 'public', 'none',
    'identity', 'keep', 'reference');

INSERT INTO compliance.encryption_keys (key_id, purpose, algorithm, wrapped_key, kms_reference, created_at, rotated_at, destroyed_at)
VALUES
  ('key_id of encryption_keys', 'purpose of encryption_keys', 'algorithm of encryption_keys',
    'wrapped_key of encryption_keys', 'kms_reference of encryption_keys', now(), NULL, NULL);

INSERT INTO public.background_check_providers (id, organization_id, provider_type, name, account_ref, api_credentials_enc, webhook_secret_enc,
    encryption_key_id, packages, settings, is_active, last_used_at, created_at, updated_at)
VALUES
  (900001, 900001, 'checkr', 'name of background_check_providers', 'account_ref of background_check_providers',
    'api_credentials_enc of background_check_providers', 'webhook_secret_enc of background_check_providers',
    'key_id of encryption_keys', '["packages of background_check_providers"]',
    '{"note": "settings of background_check_providers"}', true, now(), now(), now());

INSERT INTO public.diversity_data (id, candidate_id, organization_id, gender, gender_self_description_enc, ethnicity, veteran_status,
    disability_status, encryption_key_id, consent_id, collected_at, updated_at)
VALUES
  (900001, 900001, 900001, 'female', 'gender_self_description_enc of diversity_data', 'asian', 'not_a_veteran',
    'no', 'key_id of encryption_keys', 900001, now(), now());

INSERT INTO public.files (id, organization_id, candidate_id, uploaded_by_user_id, kind, original_name, storage_backend, bucket,
    storage_key, mime_type, size_bytes, content_sha256, encryption_key_id, processing_status, malware_scan_status,
    duration_seconds, video_codec, width_px, height_px, retention_until, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 900001, 'resume', 'original_name of files', 'filesystem', 'bucket of files',
    'storage_key of files', 'mime_type of files', 1, sha256('content_sha256 of files'), 'key_id of encryption_keys',
    'pending', 'pending', 1, 'video_codec of files', 1, 1, '2026-01-15', now(), now());

INSERT INTO public.applications (id, job_id, organization_id, candidate_id, candidate_email, attempt_no, status, status_changed_at,
    current_stage_id, source, source_detail, job_source_posting_id, external_ref, application_data, resume_file_id,
    cover_letter_file_id, cover_letter_text, ai_score, ai_score_breakdown, ai_recommendation, ai_scored_at,
    assigned_to_user_id, applied_at, viewed_at, retention_until, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 900001, 'candidate_email.of.applications@example.com', 1, 'pending', now(), 900001,
    'direct', 'source_detail of applications', 900001, 'external_ref of applications',
    '{"note": "application_data of applications"}', 900001, 900001, 'cover_letter_text of applications', 0.5,
    '{"note": "ai_score_breakdown of applications"}', 'strong_yes', now(), 900001, now(), now(), '2026-01-15', now(),
    now());

INSERT INTO public.application_notes (id, application_id, author_user_id, visibility, body, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 'private', 'body of application_notes', now(), now());

INSERT INTO public.application_stage_history (id, application_id, pipeline_id, stage_id, stage_name, stage_type, status, "trigger", changed_by_user_id, reason,
    entered_at)
VALUES
  (900001, 900001, 900001, 900001, 'stage_name of application_stage_history', 'application', 'pending', 'manual',
    900001, 'reason of application_stage_history', now());

INSERT INTO public.background_checks (id, organization_id, provider_id, application_id, candidate_id, consent_id, consent_given_at, external_check_id,
    package_name, requested_checks, status, result, check_results, report_file_id, adverse_action_status,
    pre_adverse_notice_at, final_adverse_notice_at, cost_amount, cost_currency, ordered_by_user_id, ordered_at,
    completed_at, expires_at, retention_until, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 900001, 900001, 900001, now(), 'external_check_id of background_checks',
    'package_name of background_checks', '["requested_checks of background_checks"]', 'completed', 'clear',
    '{"note": "check_results of background_checks"}', 900001, 'none', now(), now() + interval '7 days', 1, 'EUR',
    900001, now(), now(), now(), '2026-01-15', now(), now());

INSERT INTO public.candidate_documents (id, candidate_id, file_id, kind, label, is_primary, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 'resume', 'label of candidate_documents', true, now(), now());
SELECT create_embedding_partitions(900001);

INSERT INTO public.embeddings (entity_type, embedding_model_id, entity_id, chunk_no, chunk_count, content_hash, token_count, embedding_vector,
    created_at, updated_at)
VALUES
  ('job', 900001, 900001, 0, 1, sha256('content_hash of embeddings'), 1, array_fill(0.03125, ARRAY[1024]), now(), now()),
  ('resume', 900001, 900001, 0, 1, sha256('content_hash of embeddings'), 1, array_fill(0.03125, ARRAY[1024]), now(), now()),
  ('skill', 900001, 900001, 0, 1, sha256('content_hash of embeddings'), 1, array_fill(0.03125, ARRAY[1024]), now(), now()),
  ('candidate', 900001, 900001, 0, 1, sha256('content_hash of embeddings'), 1, array_fill(0.03125, ARRAY[1024]), now(),
    now());

INSERT INTO public.file_access_controls (id, file_id, grantee_type, grantee_user_id, permission, granted_by_user_id, expires_at, created_at)
VALUES
  (900001, 900001, 'user', 900001, 'read', 900001, now(), now());

INSERT INTO public.interviews (id, application_id, job_id, organization_id, candidate_id, interview_type, status, title, scheduled_start,
    scheduled_end, timezone, meeting_provider, external_meeting_id, meeting_url, meeting_passcode_enc,
    encryption_key_id, location, organizer_user_id, overall_score, notes, reminder_sent_at, started_at, created_at,
    updated_at)
VALUES
  (900001, 900001, 900001, 900001, 900001, 'phone_screen', 'scheduled', 'title of interviews', now(),
    now() + interval '1 hour', 'timezone of interviews', 'zoom', 'external_meeting_id of interviews',
    'meeting_url of interviews', 'meeting_passcode_enc of interviews', 'key_id of encryption_keys',
    'location of interviews', 900001, 0.5, 'notes of interviews', now(), now(), now(), now());

INSERT INTO public.ai_evaluations (id, application_id, job_id, organization_id, interview_id, evaluation_type, status, score, confidence,
    recommendation, criteria_scores, summary, result_data, model_name, model_version, config_version, input_hash,
    error_code, error_message, attempt_count, reviewed_by_user_id, review_outcome, reviewed_at, started_at,
    completed_at, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 900001, 900001, 'screening', 'completed', 0.5, 0.5, 'strong_yes',
    '{"note": "criteria_scores of ai_evaluations"}', 'summary of ai_evaluations',
    '{"note": "result_data of ai_evaluations"}', 'model_name of ai_evaluations', 'model_version of ai_evaluations',
    'config_version of ai_evaluations', sha256('input_hash of ai_evaluations'), 'error_code of ai_evaluations',
    'error_message of ai_evaluations', 1, 900001, 'confirmed', now(), now(), now(), now(), now());

INSERT INTO public.interview_feedback (id, interview_id, interviewer_user_id, rating, recommendation, scorecard, strengths, concerns, submitted_at,
    created_at, updated_at)
VALUES
  (900001, 900001, 900001, 1, 'strong_yes', '{"note": "scorecard of interview_feedback"}',
    'strengths of interview_feedback', 'concerns of interview_feedback', now(), now(), now());

INSERT INTO public.interview_participants (interview_id, user_id, role, response, created_at)
VALUES
  (900001, 900001, 'organizer', 'pending', now());

INSERT INTO public.interview_recordings (id, interview_id, recording_type, file_id, consent_id, duration_seconds, transcription_status, transcript_text,
    transcript_language, recorded_at, retention_until, created_at, updated_at)
VALUES
  (900001, 900001, 'audio', 900001, 900001, 1, 'pending', 'transcript_text of interview_recordings', 'en', now(),
    '2026-01-15', now(), now());

INSERT INTO public.messages (id, organization_id, application_id, candidate_id, sender_user_id, recipient_user_id, recipient_email, channel,
    direction, template_id, subject, body, status, scheduled_at, sent_at, delivered_at, read_at, failure_reason,
    dedupe_key, retention_until, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 900001, 900001, 900001, 'recipient_email.of.messages@example.com', 'email', 'outbound',
    900001, 'subject of messages', 'body of messages', 'pending', now(), now(), now(), now(),
    'failure_reason of messages', 'dedupe_key of messages', '2026-01-15', now(), now());

INSERT INTO public.email_delivery_logs (id, created_at, message_id, provider, provider_message_id, recipient_email, status, smtp_code, error_message)
VALUES
  (900001, now(), 900001, 'provider of email_delivery_logs', 'provider_message_id of email_delivery_logs',
    'recipient_email.of.email_delivery_logs@example.com', 'queued', 'smtp_code of email_delivery_logs',
    'error_message of email_delivery_logs');

INSERT INTO public.offers (id, application_id, job_id, organization_id, candidate_id, status, revision, offer_amount, currency,
    salary_period, employment_type, signing_bonus, equity, benefits, start_date, requires_approval,
    offer_letter_file_id, sent_at, viewed_at, responded_at, expires_at, created_by_user_id, retention_until,
    created_at, updated_at)
VALUES
  (900001, 900001, 900001, 900001, 900001, 'sent', 1, 1, 'EUR', 'hour', 'full_time', 1,
    '{"note": "equity of offers"}', '{"note": "benefits of offers"}', '2026-01-15', false, 900001, now(), now(),
    now(), now() + interval '7 days', 900001, '2026-01-15', now(), now());

INSERT INTO public.offer_approvals (id, offer_id, offer_revision, step_no, approver_user_id, status, comment, requested_at, due_at, responded_at)
VALUES
  (900001, 900001, 1, 1, 900001, 'approved', 'comment of offer_approvals', now(), now(), now());

INSERT INTO public.offer_negotiations (id, offer_id, round_no, initiated_by, requested_amount, requested_start_date, other_requests, message, status,
    responded_by_user_id, responded_at, created_at)
VALUES
  (900001, 900001, 1, 'candidate', 1, '2026-01-15', '{"note": "other_requests of offer_negotiations"}',
    'message of offer_negotiations', 'open', 900001, now(), now());

INSERT INTO public.referrals (id, program_id, organization_id, referrer_user_id, candidate_id, candidate_email, candidate_name,
    candidate_phone, job_id, application_id, resume_file_id, status, bonus_tier, relationship, note, submitted_at,
    updated_at)
VALUES
  (900001, 900001, 900001, 900001, 900001, 'candidate_email.of.referrals@example.com',
    'candidate_name of referrals', 'candidate_phone of referrals', 900001, 900001, 900001, 'submitted', 'standard',
    'relationship of referrals', 'note of referrals', now(), now());

INSERT INTO public.referral_bonuses (id, referral_id, instalment_no, recipient_user_id, amount, currency, status, eligible_at, paid_at,
    payment_reference, approved_by_user_id, forfeit_reason, created_at, updated_at)
VALUES
  (900001, 900001, 1, 900001, 1, 'EUR', 'paid', now(), now(), 'payment_reference of referral_bonuses', 900001,
    'forfeit_reason of referral_bonuses', now(), now());

INSERT INTO public.screening_answers (id, application_id, question_id, answer_text, answer_data, answer_file_id, score, is_knockout_hit, ai_score,
    ai_evaluation, ai_evaluated_at, reviewed_by_user_id, reviewed_at, created_at, updated_at)
VALUES
  (900001, 900001, 900001, 'answer_text of screening_answers', '{"note": "answer_data of screening_answers"}',
    900001, 1, false, 0.5, '{"note": "ai_evaluation of screening_answers"}', now(), 900001, now(), now(), now());

INSERT INTO public.talent_pool_memberships (id, pool_id, candidate_id, status, added_by_user_id, source_application_id, consent_id, rating, note, added_at,
    last_contacted_at, updated_at)
VALUES
  (900001, 900001, 900001, 'active', 900001, 900001, 900001, 1, 'note of talent_pool_memberships', now(), now(),
    now());

INSERT INTO public.user_accounts (id, user_id, account_type, provider, provider_account_id, access_token_enc, refresh_token_enc, id_token_enc,
    token_key_id, token_expires_at, scope, created_at, updated_at)
VALUES
  (900001, 900001, 'oauth', 'provider of user_accounts', 'provider_account_id of user_accounts',
    'access_token_enc of user_accounts', 'refresh_token_enc of user_accounts', 'id_token_enc of user_accounts',
    'key_id of encryption_keys', now(), 'scope of user_accounts', now(), now());

INSERT INTO compliance.data_subject_requests (id, request_type, scope, organization_id, candidate_id, user_id, subject_fingerprint, contact_email, status,
    received_at, due_at, identity_verified_at, decided_by_user_id, decided_at, decision_reason, export_file_id, verification_method,
    verified_by_user_id, started_at, markers_enc, encryption_key_id)
VALUES
  (900001, 'access', 'organization', 900001, 900001, 900001, sha256('subject_fingerprint of data_subject_requests'),
    'contact_email.of.data_subject_requests@example.com', 'in_progress', now(), now() + interval '30 days', now(),
    900001, now(), 'decision_reason of data_subject_requests', 900001, 'in_person', 900001, now(), 'markers_enc of data_subject_requests',
    'key_id of encryption_keys');

INSERT INTO compliance.erasure_certificates (id, request_id, document, document_sha256, issued_at)
VALUES
  (900001, 900001, 'document of erasure_certificates', sha256('document of erasure_certificates'), now());

INSERT INTO compliance.erasure_ledger (request_id, subject_fingerprint, store, schema_name, table_name, action, rows_affected, residual_rows,
    executed_at, batch_job_execution_id, prev_hash, entry_hash)
VALUES
  (1, sha256('subject_fingerprint of erasure_ledger'), 'store of erasure_ledger', 'schema_name of erasure_ledger',
    'table_name of erasure_ledger', 'keep', 1, 1, now(), 1, sha256('prev_hash of erasure_ledger'),
    sha256('entry_hash of erasure_ledger'));

INSERT INTO compliance.erasure_tasks (id, request_id, store, schema_name, table_name, action, status, rows_affected, attempt_count, error_message,
    started_at, finished_at, object_no, object_key, residual_rows)
VALUES
  (900001, 900001, 'store of erasure_tasks', 'schema_name of erasure_tasks', 'table_name of erasure_tasks', 'keep',
    'pending', 1, 1, 'error_message of erasure_tasks', now(), now(), 1, 'object_key of erasure_tasks', 1);

INSERT INTO compliance.ingestion_suppressions (id, subject_fingerprint, organization_id, request_id, created_at, lifted_at, fingerprint_of,
    lifted_by_application_id)
VALUES
  (900001, sha256('subject_fingerprint of ingestion_suppressions'), 900001, 900001, now(), now(), 'address', 1);

INSERT INTO compliance.legal_holds (id, organization_id, name, reason, placed_by_user_id, placed_at, review_at, released_by_user_id, released_at,
    release_reason)
VALUES
  (900001, 900001, 'name of legal_holds', 'reason of legal_holds', 900001, now(), '2026-01-15', 900001, now(), 'release_reason of legal_holds');

INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id, added_at)
VALUES
  (900001, 'organization', 1, now());

INSERT INTO compliance.retention_policies (id, organization_id, country, region, retention_class, action, rule_kind, anchor, period, legal_basis,
    source, effective_from, effective_to, confirmed_at, created_by_user_id, created_at)
VALUES
  (900001, 900001, 'US', 'CA', 'reference', 'flag', 'standard', 'created_at', '1 month', 'legal_basis of retention_policies',
    'source of retention_policies', '2026-01-15', '2026-12-31', now(), 900001, now());

INSERT INTO compliance.retention_plans (id, as_of, policies_sha256, holds_sha256, shares, made_at, applied_at)
VALUES
  (900001, now(), sha256('policies_sha256 of retention_plans'), sha256('holds_sha256 of retention_plans'),
    '["shares of retention_plans"]', now(), now());

INSERT INTO compliance.retention_plan_items (plan_id, retention_class, action, schema_name, table_name, row_id, organization_id, policy_id, effect,
    due_on, state, blocked_by, settled_at)
VALUES
  (900001, 'reference', 'flag', 'schema_name of retention_plan_items', 'table_name of retention_plan_items', 1, 1, 1,
    'end', '2026-01-15', 'open', 'blocked_by of retention_plan_items', now());

INSERT INTO ops.backup_runs (id, kind, status, started_at, location, size_bytes, checksum, end_lsn, expires_at, restore_seconds,
    data_loss_seconds, erasures_replayed, error_message, removed_at)
VALUES
  (900001, 'logical', 'running', now(), 'location of backup_runs', 1, sha256('checksum of backup_runs'),
    '0/16B3740', now(), 1, 1, false, 'error_message of backup_runs', now());

INSERT INTO ops.database_snapshots (captured_at, database_bytes, connections, max_connections, active_connections, idle_in_transaction,
    longest_transaction_seconds, table_hit_ratio, index_hit_ratio, deadlocks, temp_bytes, replication_lag_seconds)
VALUES
  (now(), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

INSERT INTO ops.index_snapshots (captured_at, schema_name, index_name, table_name, idx_scan, idx_tup_read, idx_tup_fetch, size_bytes,
    is_constraint, is_valid, stats_reset)
VALUES
  (now(), 'schema_name of index_snapshots', 'index_name of index_snapshots', 'table_name of index_snapshots', 1, 1,
    1, 1, false, false, now());

INSERT INTO ops.partition_policies (parent_schema, parent_table, partition_by, premake_count, live_period, expiry_action, archive_schema,
    archive_period)
VALUES
  ('parent_schema of partition_policies', 'parent_table of partition_policies', '1 month', 1, '1 month', 'archive',
    'archive_schema of partition_policies', '1 month');

INSERT INTO ops.query_snapshots (captured_at, query_id, query, calls, total_ms, mean_ms, max_ms, rows, shared_blks_hit, shared_blks_read)
VALUES
  (now(), 1, 'query of query_snapshots', 1, 1, 1, 1, 1, 1, 1);

INSERT INTO ops.scheduled_jobs (job_name, frequency, cron, max_age, description, is_enabled, last_started_at, last_succeeded_at, arguments,
    time_zone, jitter, start_within, halted_exit_code)
VALUES
  ('job_name of scheduled_jobs', 'on_demand', 'cron of scheduled_jobs', '1 month', 'description of scheduled_jobs',
    true, now(), now(), ARRAY['arguments of scheduled_jobs'], 'time_zone of scheduled_jobs', '1 minute', '1 hour', 78);

INSERT INTO ops.schedule_runs (job_name, due_at, node, attempt_count, takeover_count, is_missed, exit_code, started_at, finished_at)
VALUES
  ('job_name of scheduled_jobs', '2026-01-15', 'node of schedule_runs', 1, 0, false, 0, now(), now());

INSERT INTO ops.maintenance_runs (id, job_name, batch_job_execution_id, status, started_at, rows_affected, summary, error_message)
VALUES
  (900001, 'job_name of scheduled_jobs', 1, 'running', now(), 1, '{"note": "summary of maintenance_runs"}',
    'error_message of maintenance_runs');

INSERT INTO compliance.retention_actions (id, maintenance_run_id, policy_id, organization_id, retention_class, action, schema_name, table_name, cutoff,
    rows_affected, rows_held, executed_at)
VALUES
  (900001, 900001, 900001, 1, 'reference', 'flag', 'schema_name of retention_actions',
    'table_name of retention_actions', '2026-01-15', 1, 1, now());

INSERT INTO ops.maintenance_findings (id, run_id, kind, severity, object_name, metric_value, threshold, detail, recommendation, first_seen_at,
    last_seen_at)
VALUES
  (900001, 900001, 'slow_query', 'info', 'object_name of maintenance_findings', 1, 1,
    '{"note": "detail of maintenance_findings"}', 'recommendation of maintenance_findings', now(), now());

INSERT INTO ops.table_snapshots (captured_at, schema_name, table_name, live_rows, dead_rows, table_bytes, index_bytes, toast_bytes, seq_scan,
    idx_scan, modified_since_analyze, last_vacuum_at, last_analyze_at)
VALUES
  (now(), 'schema_name of table_snapshots', 'table_name of table_snapshots', 1, 1, 1, 1, 1, 1, 1, 1, now(), now());

INSERT INTO pipeline.candidate_texts (candidate_id, text_content, text_version, text_sha256, updated_at)
VALUES
  (900001, 'text_content of candidate_texts', 'text_version of candidate_texts',
    sha256('text_sha256 of candidate_texts'), now());

INSERT INTO pipeline.identity_keys (candidate_id, kind, key_hash)
VALUES
  (900001, 'kind of identity_keys', 1);

INSERT INTO pipeline.identity_states (candidate_id, compared_updated_at)
VALUES
  (900001, now());

INSERT INTO pipeline.candidate_merges (id, survivor_id, merged_id, merged_at, merged_by_user_id, undone_at, undone_by_user_id)
VALUES
  (900001, 900000, 900001, now(), 900001, NULL, NULL);

INSERT INTO pipeline.candidate_merge_changes (id, merge_id, step_no, table_name, kind, row_key, before_values, after_values)
VALUES
  (900001, 900001, 1, 'table_name of candidate_merge_changes', 'changed', '{"note": "row_key of candidate_merge_changes"}',
    '{"note": "before_values of candidate_merge_changes"}', '{"note": "after_values of candidate_merge_changes"}');

INSERT INTO pipeline.duplicate_proposals (id, first_candidate_id, second_candidate_id, state, score, evidence, decided_evidence, merge_id,
    found_at, decided_at, decided_by_user_id)
VALUES
  (900001, 900000, 900001, 'dismissed', 0.5, '["evidence of duplicate_proposals"]',
    '["decided_evidence of duplicate_proposals"]', 900001, now(), now(), 900001);

INSERT INTO pipeline.document_texts (id, file_id, content_sha256, text_sha256, extractor, extractor_version, language, page_count, char_count,
    used_ocr, text_content, created_at)
VALUES
  (900001, 900001, sha256('content_sha256 of document_texts'), sha256('text_sha256 of document_texts'),
    'extractor of document_texts', 'extractor_version of document_texts', 'en', 1,
    char_length('text_content of document_texts'), false, 'text_content of document_texts', now());

INSERT INTO pipeline.fences (scope, epoch, holder, acquired_at, shared_work)
VALUES
  ('scope of fences', 1, 'holder of fences', now(), 'shared_work of fences');

INSERT INTO pipeline.ingestion_sources (id, organization_id, kind, item_type, name, location, config, secret_ref, schedule_cron, is_enabled,
    detects_deletions, cursor_value, max_item_bytes, created_at, updated_at)
VALUES
  (900001, 900001, 'filesystem', 'resume', 'name of ingestion_sources', 'location of ingestion_sources',
    '{"note": "config of ingestion_sources"}', 'secret_ref of ingestion_sources',
    'schedule_cron of ingestion_sources', true, false, 'cursor_value of ingestion_sources', 1, now(), now());

INSERT INTO pipeline.match_generations (id, batch_job_execution_id, embedding_model_id, is_full, config_version, config, input_fingerprint, status,
    source_watermark, started_at, activated_at, jobs_count, results_count, error_message, exact_search_count,
    graph_search_count, fallback_search_count, graph_recall, shared_epoch, finisher, finisher_expires_at)
VALUES
  (900000, 1, 900001, false, 'config_version of match_generations', '{"note": "config of match_generations"}',
    sha256('input_fingerprint of match_generations'), 'failed', now(), now(), now(), 1, 1,
    'error_message of match_generations', 1, 1, 1, 0.5, 1, 'finisher of match_generations', now()),
  (900001, 1, 900001, false, 'config_version of match_generations', '{"note": "config of match_generations"}',
    sha256('input_fingerprint of match_generations'), 'active', now(), now(), now(), 1, 1,
    'error_message of match_generations', 1, 1, 1, 0.5, 1, 'finisher of match_generations', now());

INSERT INTO pipeline.match_looks (looked_at) VALUES (now());
INSERT INTO pipeline.match_quality (id, generation_id, organization_id, postings_count, ndcg_at_10, average_precision, recall_at_50,
    baseline_ndcg_at_10, measured_at)
VALUES
  (900001, 900001, 900001, 1, 0.5, 0.5, 0.5, 0.5, now());

INSERT INTO pipeline.match_invalidations (id, job_id, reason, created_at)
VALUES
  (900001, 900001, 'job_changed', now());

INSERT INTO pipeline.match_candidate_states (candidate_id, input_hash)
VALUES
  (900001, 1);

INSERT INTO pipeline.match_claims (generation_id, job_id, posting_hash, search_hash, is_marketplace, is_matched, lease_owner,
    lease_expires_at, takeover_count, ranked_at)
VALUES
  (900001, 900001, 1, 1, true, true, 'lease_owner of match_claims', now(), 1, now());

INSERT INTO pipeline.match_planned_candidates (generation_id, candidate_id, input_hash)
VALUES
  (900001, 900001, 1);

INSERT INTO pipeline.match_job_states (job_id, active_generation_id, previous_generation_id, job_content_hash, results_count, refreshed_at,
    pool_generation_id)
VALUES
  (900001, 900001, 900000, sha256('job_content_hash of match_job_states'), 1, now(), 900001);

INSERT INTO pipeline.match_model_states (job_id, embedding_model_id, generation_id, job_content_hash, results_count, refreshed_at)
VALUES
  (900001, 900001, 900000, sha256('job_content_hash of match_model_states'), 1, now());

INSERT INTO pipeline.match_pools (job_id, generation_id, posting_hash, search_hash, has_results, candidate_ids, similarities, scores, near_count,
    floor_similarity, floor_candidate_id)
VALUES
  (900001, 900001, 1, 1, true, '{900001}', '{0.5}', '{0.5}', 1, 0.5, 900001);

INSERT INTO pipeline.match_results (job_id, generation_id, candidate_id, rank, score, vector_score, skills_score, experience_score, location_score,
    recommendation, breakdown, refreshed_at)
VALUES
  (900001, 900001, 900001, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 'strong_yes', '{"note": "breakdown of match_results"}', now());

INSERT INTO pipeline.relevance_judgements (job_id, candidate_id, grade, judged_at)
VALUES
  (900001, 900001, 1, now());

INSERT INTO pipeline.parsed_resumes (id, document_text_id, candidate_id, parser, parser_version, status, confidence, full_name, email, phone,
    parsed_data, field_confidence, applied_at, created_at)
VALUES
  (900001, 900001, 900001, 'parser of parsed_resumes', 'parser_version of parsed_resumes', 'complete', 0.5,
    'full_name of parsed_resumes', 'email.of.parsed_resumes@example.com', 'phone of parsed_resumes',
    '{"note": "parsed_data of parsed_resumes"}', '{"note": "field_confidence of parsed_resumes"}', now(), now());

INSERT INTO pipeline.runs (id, command, batch_job_execution_id, status, started_at, exit_code, seen_count, stored_count, unchanged_count,
    duplicate_count, suppressed_count, rejected_count, deferred_count, embedded_count, matched_postings_count,
    report, error_message)
VALUES
  (900001, 'run', 1, 'running', now(), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, '{"note": "report of runs"}',
    'error_message of runs');

INSERT INTO pipeline.ingestion_runs (id, run_id, source_id, batch_job_execution_id, status, is_replay, started_at, cursor_before, cursor_after,
    seen_count, stored_count, unchanged_count, duplicate_count, suppressed_count, rejected_count, deferred_count,
    error_message, lister, lister_expires_at, listed_at)
VALUES
  (900001, 900001, 900001, 1, 'running', false, now(), 'cursor_before of ingestion_runs',
    'cursor_after of ingestion_runs', 1, 1, 1, 1, 1, 1, 1, 'error_message of ingestion_runs', 'lister of ingestion_runs', now(), now());

INSERT INTO pipeline.embedding_claims (embedding_model_id, candidate_id, lease_owner, lease_expires_at, takeover_count)
VALUES
  (900001, 900001, 'lease_owner of embedding_claims', now(), 1);

INSERT INTO pipeline.dead_letters (id, source_id, run_id, external_id, posting_ref, content_hash, file_id, payload_enc, encryption_key_id, stage,
    reason, error_class, error_message, is_retryable, attempt_count, status, first_failed_at, last_failed_at,
    next_retry_at, replay_run_id, resolution_note)
VALUES
  (900001, 900001, 900001, 'external_id of dead_letters', 'posting_ref of dead_letters',
    sha256('content_hash of dead_letters'), 900001, 'payload_enc of dead_letters', 'key_id of encryption_keys',
    'fetch', 'too_large', 'error_class of dead_letters', 'error_message of dead_letters', false, 1, 'open', now(),
    now(), now(), 900001, 'resolution_note of dead_letters');

INSERT INTO pipeline.source_records (id, source_id, external_id, posting_ref, application_input, content_hash, size_bytes, pipeline_version, state,
    attempts, candidate_id, job_id, application_id, file_id, first_seen_at, changed_at, last_run_id)
VALUES
  (900001, 900001, 'external_id of source_records', 'posting_ref of source_records',
    '{"note": "application_input of source_records"}', sha256('content_hash of source_records'), 1,
    'pipeline_version of source_records', 'pending', 1, 900001, 900001, 900001, 900001, now(), now(), 900001);

INSERT INTO pipeline.ingestion_items (id, created_at, run_id, source_record_id, external_id, posting_ref, content_hash, status, stage, bytes,
    duration_ms)
VALUES
  (900001, now(), 900001, 900001, 'external_id of ingestion_items', 'posting_ref of ingestion_items',
    sha256('content_hash of ingestion_items'), 'stored', 'fetch', 1, 1);

INSERT INTO archive.applications (application_id, applied_at, organization_id, job_id, candidate_id, candidate_fingerprint, status,
    status_changed_at, payload, payload_version, payload_sha256, retention_until, archived_at)
VALUES
  (1, now(), 1, 1, 1, sha256('candidate_fingerprint of applications'), 'pending', now(),
    '{"note": "payload of applications"}', 1, sha256('payload_sha256 of applications'), '2026-01-15', now());
CREATE TABLE archive.audit_log_2020_01 PARTITION OF archive.audit_log FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-02-01 00:00:00+00');

INSERT INTO archive.audit_log (id, occurred_at, action, actor_type, actor_user_id, organization_id, schema_name, table_name, row_id,
    changed_columns, old_values, new_values, request_id, batch_job_execution_id, client_ip)
VALUES
  (900001, '2020-01-15 00:00:00+00', 'insert', 'user', 1, 1, 'schema_name of audit_log', 'table_name of audit_log',
    'row_id of audit_log', '{changed_columns of audit_log}', '{"note": "old_values of audit_log"}',
    '{"note": "new_values of audit_log"}', 'request_id of audit_log', 1, '192.0.2.1');

INSERT INTO archive.jobs (job_id, organization_id, title, status, closed_at, applications_count, payload, payload_version, payload_sha256,
    archived_at)
VALUES
  (1, 1, 'title of jobs', 'draft', now(), 1, '{"note": "payload of jobs"}', 1, sha256('payload_sha256 of jobs'),
    now());
CREATE TABLE archive.notifications_2020_01 PARTITION OF archive.notifications FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-02-01 00:00:00+00');

INSERT INTO archive.notifications (id, created_at, user_id, notification_type, title, message, entity_type, entity_id, action_url, read_at)
VALUES
  (900001, '2020-01-15 00:00:00+00', 900001, 'new_application', 'title of notifications',
    'message of notifications', 'job', 1, 'action_url of notifications', now());

INSERT INTO compliance.audit_rules (schema_name, table_name, takes_inserts, takes_changes, ignored_columns, reason)
VALUES
  ('schema_name of audit_rules', 'table_name of audit_rules', true, true, '{ignored_columns of audit_rules}',
    'reason of audit_rules');

INSERT INTO pipeline.skill_names (source, term_id, name, language, is_preferred, category, version)
VALUES
  ('source of skill_names', 'term_id of skill_names', 'name of skill_names', 'en', true, 'technical', 'version of skill_names');

INSERT INTO pipeline.skill_relations (source, term_id, broader_id, version)
VALUES
  ('source of skill_relations', 'term_id of skill_relations', 'broader_id of skill_relations', 'version of skill_relations');

INSERT INTO pipeline.title_names (source, term_id, name, language, is_preferred, version)
VALUES
  ('source of title_names', 'term_id of title_names', 'name of title_names', 'en', true, 'version of title_names');
