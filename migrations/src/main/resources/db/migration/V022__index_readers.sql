-- Every index has a reader, and says so in its comment: clauses of these forms, joined by "; ".
--   Primary key                       holds the primary key
--   Unique: <what>                    holds a rule of uniqueness
--   Foreign key <column>              deletes and joins that come from the referenced row
--   Reads <ids>[: <what>]             serves the statements with these names in readers.sql of the tests: Q query patterns, J and O recurring
--                                     jobs, R, G and I promises of the program (recovery, law, integrity)
-- An index that has none of them costs every write and serves nobody: it goes here. One comes back with its reader.
--
-- Plain DROP INDEX waits for the statements that read the table, and makes later ones wait behind it. No table is large or busy before the
-- first release; on a live one this would be DROP INDEX CONCURRENTLY, one statement a script, with executeInTransaction=false beside it
-- (not for indexes of partitioned tables, which have no such form).

-- archive.applications
DROP INDEX archive.idx_archive_applications_job;
DROP INDEX archive.idx_archive_applications_org;

-- archive.jobs
DROP INDEX archive.idx_archive_jobs_archived_at;
DROP INDEX archive.idx_archive_jobs_org;

-- compliance.audit_log
DROP INDEX compliance.idx_audit_log_actor;
DROP INDEX compliance.idx_audit_log_occurred_at;
DROP INDEX compliance.idx_audit_log_org;

-- compliance.data_classifications
DROP INDEX compliance.idx_data_classifications_sensitivity;

-- compliance.erasure_ledger
DROP INDEX compliance.idx_erasure_ledger_retention;

-- compliance.retention_actions
DROP INDEX compliance.idx_retention_actions_class;

-- ops.maintenance_findings
DROP INDEX ops.idx_maintenance_findings_severity;

-- ops.query_snapshots
DROP INDEX ops.idx_query_snapshots_mean;

-- pipeline.candidate_texts
DROP INDEX pipeline.idx_candidate_texts_updated_at;

-- pipeline.document_texts
DROP INDEX pipeline.idx_document_texts_text_sha256;

-- pipeline.ingestion_sources
DROP INDEX pipeline.idx_ingestion_sources_enabled;

-- pipeline.match_job_states
DROP INDEX pipeline.idx_match_job_states_refreshed;

-- pipeline.parsed_resumes
DROP INDEX pipeline.idx_parsed_resumes_unapplied;

-- pipeline.source_records
DROP INDEX pipeline.idx_source_records_content_hash;
DROP INDEX pipeline.idx_source_records_turned_away;

-- ai_evaluations
DROP INDEX idx_ai_evaluations_criteria_gin;
DROP INDEX idx_ai_evaluations_org_created;
DROP INDEX idx_ai_evaluations_queue;
DROP INDEX idx_ai_evaluations_review;

-- application_stage_history
DROP INDEX idx_application_stage_history_overdue;

-- applications
DROP INDEX idx_applications_ai_score_breakdown_gin;
DROP INDEX idx_applications_applied_at;
DROP INDEX idx_applications_org_applied;
DROP INDEX idx_applications_org_source;
DROP INDEX idx_applications_updated_at;

-- background_check_providers
DROP INDEX idx_background_check_providers_active;

-- background_checks
DROP INDEX idx_background_checks_check_results_gin;
DROP INDEX idx_background_checks_pending;

-- candidate_experiences
DROP INDEX idx_candidate_experiences_current;

-- candidates
DROP INDEX idx_candidates_current_title;
DROP INDEX idx_candidates_deleted_at;
DROP INDEX idx_candidates_last_activity_at;
DROP INDEX idx_candidates_metadata_gin;
DROP INDEX idx_candidates_phone;

-- email_delivery_logs
DROP INDEX idx_email_delivery_logs_errors;
DROP INDEX idx_email_delivery_logs_provider;

-- email_templates
DROP INDEX idx_email_templates_active;
DROP INDEX idx_email_templates_type;

-- embeddings
DROP INDEX idx_embeddings_content_hash;
DROP INDEX idx_embeddings_updated_at;

-- files
DROP INDEX idx_files_active;
DROP INDEX idx_files_content_sha256;
DROP INDEX idx_files_processing;

-- hiring_pipelines
DROP INDEX idx_hiring_pipelines_active;
DROP INDEX idx_hiring_pipelines_updated_at;

-- interview_feedback
DROP INDEX idx_interview_feedback_missing;

-- interview_recordings
DROP INDEX idx_interview_recordings_transcription;

-- interviews
DROP INDEX idx_interviews_job;
DROP INDEX idx_interviews_org_start;
DROP INDEX idx_interviews_upcoming;

-- job_source_postings
DROP INDEX idx_job_source_postings_live;

-- job_sources
DROP INDEX idx_job_sources_kind;

-- jobs
DROP INDEX idx_jobs_deleted_at;
DROP INDEX idx_jobs_org_created;
DROP INDEX idx_jobs_posted_at;
DROP INDEX idx_jobs_status_created;
DROP INDEX idx_jobs_status_location;
DROP INDEX idx_jobs_status_salary;

-- messages
DROP INDEX idx_messages_failed;
DROP INDEX idx_messages_pending;

-- offer_approvals
DROP INDEX idx_offer_approvals_pending;

-- offer_negotiations
DROP INDEX idx_offer_negotiations_open;

-- offers
DROP INDEX idx_offers_job;

-- organizations
DROP INDEX idx_organizations_active;

-- question_templates
DROP INDEX idx_question_templates_active;
DROP INDEX idx_question_templates_category;
DROP INDEX idx_question_templates_knockout;
DROP INDEX idx_question_templates_updated_at;

-- referral_bonuses
DROP INDEX idx_referral_bonuses_pending;

-- referral_programs
DROP INDEX idx_referral_programs_bonus_tiers_gin;

-- referrals
DROP INDEX idx_referrals_org_status;
DROP INDEX idx_referrals_pending;

-- screening_answers
DROP INDEX idx_screening_answers_ai_evaluation_gin;

-- screening_questions
DROP INDEX idx_screening_questions_active;
DROP INDEX idx_screening_questions_ai;
DROP INDEX idx_screening_questions_knockout;

-- skills
DROP INDEX idx_skills_category;

-- talent_pool_memberships
DROP INDEX idx_talent_pool_memberships_status;

-- talent_pools
DROP INDEX idx_talent_pools_active;
DROP INDEX idx_talent_pools_refresh;
DROP INDEX idx_talent_pools_type;

-- user_sessions
DROP INDEX idx_user_sessions_active;

-- users
DROP INDEX idx_users_created_at;
DROP INDEX idx_users_last_login_at;
DROP INDEX idx_users_role;

-- A primary key needs no words of its own. Runs after every change of the schema, so that new tables need none either.
CREATE FUNCTION ops.comment_primary_keys() RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  key regclass;
  n integer := 0;
BEGIN
  FOR key IN
    SELECT i.indexrelid
      FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace
     WHERE i.indisprimary AND NOT t.relispartition AND t.relname <> 'flyway_schema_history'
       AND s.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
       AND obj_description(i.indexrelid, 'pg_class') IS NULL
     ORDER BY i.indexrelid
  LOOP
    EXECUTE format('COMMENT ON INDEX %s IS %L', key, 'Primary key');
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;
COMMENT ON FUNCTION ops.comment_primary_keys() IS 'Comments the primary keys that have no comment; returns how many. Called after each migration';
DO $$ BEGIN PERFORM ops.comment_primary_keys(); END $$;

-- archive.applications
COMMENT ON INDEX archive.idx_archive_applications_candidate IS 'Reads J05, O8: archived applications of a person';
COMMENT ON INDEX archive.idx_archive_applications_fingerprint IS 'Reads J05: archived applications of a person who was never linked to a profile';
COMMENT ON INDEX archive.idx_archive_applications_retention_until IS 'Reads J17: archived applications that are due';

-- archive.audit_log
COMMENT ON INDEX archive.idx_archive_audit_log_row IS 'Reads I07: history of one row after its month left the live table';

-- archive.notifications
COMMENT ON INDEX archive.idx_archive_notifications_user IS 'Foreign key user_id; Reads J05, O8: archived notifications of a person';

-- batch.batch_job_execution
COMMENT ON INDEX batch.idx_batch_job_execution_create_time IS 'Reads R11: history older than its policy';
COMMENT ON INDEX batch.idx_batch_job_execution_instance IS 'Foreign key job_instance_id';

-- batch.batch_job_execution_params
COMMENT ON INDEX batch.idx_batch_job_execution_params_execution IS 'Foreign key job_execution_id';

-- batch.batch_job_instance
COMMENT ON INDEX batch.job_inst_un IS 'Unique: one instance for a job and its parameters';

-- batch.batch_step_execution
COMMENT ON INDEX batch.idx_batch_step_execution_execution IS 'Foreign key job_execution_id; Reads R5: the last execution of a step, asked at each restart';

-- compliance.audit_log
COMMENT ON INDEX compliance.idx_audit_log_row IS 'Reads I07, O8: history of one row';

-- compliance.data_classifications
COMMENT ON INDEX compliance.idx_data_classifications_erase IS 'Reads J05: the columns that an erasure must treat';

-- compliance.data_subject_requests
COMMENT ON INDEX compliance.idx_data_subject_requests_candidate IS 'Foreign key candidate_id';
COMMENT ON INDEX compliance.idx_data_subject_requests_decided_by IS 'Foreign key decided_by_user_id';
COMMENT ON INDEX compliance.idx_data_subject_requests_export_file IS 'Foreign key export_file_id';
COMMENT ON INDEX compliance.idx_data_subject_requests_fingerprint IS 'Reads J05, O8: earlier requests of the same person';
COMMENT ON INDEX compliance.idx_data_subject_requests_open IS 'Reads J05: open requests, the most urgent first';
COMMENT ON INDEX compliance.idx_data_subject_requests_organization IS 'Foreign key organization_id';
COMMENT ON INDEX compliance.idx_data_subject_requests_user IS 'Foreign key user_id';

-- compliance.erasure_ledger
COMMENT ON INDEX compliance.idx_erasure_ledger_fingerprint IS 'Reads J22: what was erased for a person, to be erased again after a restore';
COMMENT ON INDEX compliance.idx_erasure_ledger_request IS 'Reads J05: proof of one request';
COMMENT ON INDEX compliance.uq_erasure_ledger_entry_hash IS 'Unique: no entry twice in the chain';
COMMENT ON INDEX compliance.uq_erasure_ledger_prev_hash IS 'Unique: the chain has no fork';

-- compliance.erasure_tasks
COMMENT ON INDEX compliance.idx_erasure_tasks_open IS 'Reads J05: work that is left, also after a crash';
COMMENT ON INDEX compliance.uq_erasure_tasks_target IS 'Unique: one task for a request, store and table; Foreign key request_id';

-- compliance.ingestion_suppressions
COMMENT ON INDEX compliance.idx_ingestion_suppressions_organization IS 'Foreign key organization_id';
COMMENT ON INDEX compliance.idx_ingestion_suppressions_request IS 'Foreign key request_id';
COMMENT ON INDEX compliance.uq_ingestion_suppressions_subject IS 'Unique: one suppression of a person for an organization';

-- compliance.legal_hold_subjects
COMMENT ON INDEX compliance.idx_legal_hold_subjects_subject IS 'Reads G4, J05, J17: is this row held';

-- compliance.legal_holds
COMMENT ON INDEX compliance.idx_legal_holds_open IS 'Reads G4: is anything held at all, asked by every delete';
COMMENT ON INDEX compliance.idx_legal_holds_organization IS 'Foreign key organization_id';
COMMENT ON INDEX compliance.idx_legal_holds_placed_by IS 'Foreign key placed_by_user_id';
COMMENT ON INDEX compliance.idx_legal_holds_released_by IS 'Foreign key released_by_user_id';

-- compliance.retention_actions
COMMENT ON INDEX compliance.idx_retention_actions_policy IS 'Foreign key policy_id';
COMMENT ON INDEX compliance.idx_retention_actions_run IS 'Foreign key maintenance_run_id';

-- compliance.retention_policies
COMMENT ON INDEX compliance.idx_retention_policies_created_by IS 'Foreign key created_by_user_id';
COMMENT ON INDEX compliance.idx_retention_policies_lookup IS 'Reads J17: the rules for a class and an action';
COMMENT ON INDEX compliance.uq_retention_policies_rule IS 'Unique: one rule for a class, action, country and day; Foreign key organization_id';

-- ops.backup_runs
COMMENT ON INDEX ops.idx_backup_runs_expires_at IS 'Reads J08: backups past their end';
COMMENT ON INDEX ops.idx_backup_runs_kind IS 'Reads J08: the newest backup of a kind';
COMMENT ON INDEX ops.idx_backup_runs_restored IS 'Foreign key restored_backup_id';

-- ops.index_snapshots
COMMENT ON INDEX ops.idx_index_snapshots_index IS 'Reads J12, J13: use of one index over time';

-- ops.maintenance_findings
COMMENT ON INDEX ops.idx_maintenance_findings_run IS 'Foreign key run_id';
COMMENT ON INDEX ops.uq_maintenance_findings_open IS 'Unique: one open finding for a kind and an object';

-- ops.maintenance_runs
COMMENT ON INDEX ops.idx_maintenance_runs_job IS 'Foreign key job_name; Reads J12: history of a job';
COMMENT ON INDEX ops.uq_maintenance_runs_running IS 'Unique: one running execution of a job';

-- ops.table_snapshots
COMMENT ON INDEX ops.idx_table_snapshots_table IS 'Reads J14: growth of one table';

-- pipeline.dead_letters
COMMENT ON INDEX pipeline.idx_dead_letters_encryption_key IS 'Foreign key encryption_key_id';
COMMENT ON INDEX pipeline.idx_dead_letters_file IS 'Foreign key file_id';
COMMENT ON INDEX pipeline.idx_dead_letters_reason IS 'Reads O5: open failures with a reason';
COMMENT ON INDEX pipeline.idx_dead_letters_replay_run IS 'Foreign key replay_run_id';
COMMENT ON INDEX pipeline.idx_dead_letters_retry IS 'Reads J24, O5: failures whose next attempt is due';
COMMENT ON INDEX pipeline.idx_dead_letters_run IS 'Foreign key run_id';
COMMENT ON INDEX pipeline.idx_dead_letters_source IS 'Foreign key source_id; Reads O5: failures of a source';
COMMENT ON INDEX pipeline.uq_dead_letters_open IS 'Unique: one open failure for an item';

-- pipeline.document_texts
COMMENT ON INDEX pipeline.uq_document_texts_version IS 'Unique: one text for a file''s content and an extractor''s version; Foreign key file_id';

-- pipeline.ingestion_items
COMMENT ON INDEX pipeline.idx_ingestion_items_run IS 'Foreign key run_id; Reads J24: how many items of a run ended how';
COMMENT ON INDEX pipeline.idx_ingestion_items_source_record IS 'Foreign key source_record_id';

-- pipeline.ingestion_runs
COMMENT ON INDEX pipeline.idx_ingestion_runs_run IS 'Foreign key run_id';
COMMENT ON INDEX pipeline.idx_ingestion_runs_source IS 'Foreign key source_id; Reads J24: last runs of a source';
COMMENT ON INDEX pipeline.idx_ingestion_runs_started_at IS 'Reads R11: runs older than their policy';
COMMENT ON INDEX pipeline.uq_ingestion_runs_running IS 'Unique: one running execution for a source';

-- pipeline.ingestion_sources
COMMENT ON INDEX pipeline.uq_ingestion_sources_name IS 'Unique: names of sources within an organization; Foreign key organization_id';

-- pipeline.match_generations
COMMENT ON INDEX pipeline.idx_match_generations_model IS 'Foreign key embedding_model_id';
COMMENT ON INDEX pipeline.idx_match_generations_status IS 'Reads J25, J30: generations in a state, the newest first';
COMMENT ON INDEX pipeline.uq_match_generations_building IS 'Unique: one computation at a time';

-- pipeline.match_invalidations
COMMENT ON INDEX pipeline.idx_match_invalidations_candidate IS 'Foreign key candidate_id';
COMMENT ON INDEX pipeline.idx_match_invalidations_claimed IS 'Foreign key claimed_by_generation_id; Reads J25: what a failed generation had claimed';
COMMENT ON INDEX pipeline.idx_match_invalidations_job IS 'Foreign key job_id';
COMMENT ON INDEX pipeline.idx_match_invalidations_open IS 'Reads J25: what changed since the last refresh';
COMMENT ON INDEX pipeline.uq_match_invalidations_open IS 'Unique: one open entry for a subject and reason';

-- pipeline.match_job_states
COMMENT ON INDEX pipeline.idx_match_job_states_active IS 'Foreign key active_generation_id; Reads J30: is a generation still shown';
COMMENT ON INDEX pipeline.idx_match_job_states_previous IS 'Foreign key previous_generation_id';

-- pipeline.match_results
COMMENT ON INDEX pipeline.idx_match_results_candidate IS 'Foreign key candidate_id; Reads J05, J10: matches of a person';
COMMENT ON INDEX pipeline.idx_match_results_generation IS 'Foreign key generation_id; Reads J30: results of a generation';
COMMENT ON INDEX pipeline.uq_match_results_rank IS 'Unique: no rank twice in a generation; Foreign key job_id';

-- pipeline.match_watermarks
COMMENT ON INDEX pipeline.idx_match_watermarks_generation IS 'Foreign key generation_id';

-- pipeline.parsed_resumes
COMMENT ON INDEX pipeline.idx_parsed_resumes_candidate IS 'Foreign key candidate_id; Reads J05: the newest parse of a person';
COMMENT ON INDEX pipeline.idx_parsed_resumes_email IS 'Reads J05: parses of a person that no profile claims';
COMMENT ON INDEX pipeline.idx_parsed_resumes_parser IS 'Reads O7: what an older parser made';
COMMENT ON INDEX pipeline.uq_parsed_resumes_version IS 'Unique: one parse for a text and a parser''s version; Foreign key document_text_id';

-- pipeline.runs
COMMENT ON INDEX pipeline.idx_runs_started_at IS 'Reads R11: runs older than their policy';

-- pipeline.source_records
COMMENT ON INDEX pipeline.idx_source_records_application IS 'Foreign key application_id';
COMMENT ON INDEX pipeline.idx_source_records_candidate IS 'Foreign key candidate_id; Reads J05, J25: where a person came from';
COMMENT ON INDEX pipeline.idx_source_records_file IS 'Foreign key file_id';
COMMENT ON INDEX pipeline.idx_source_records_job IS 'Foreign key job_id';
COMMENT ON INDEX pipeline.idx_source_records_last_run IS 'Foreign key last_run_id';
COMMENT ON INDEX pipeline.idx_source_records_pending IS 'Reads R1: unfinished items of a source';
COMMENT ON INDEX pipeline.uq_source_records_external_id IS 'Unique: one ledger row for an item and its posting; Foreign key source_id';

-- active_jobs_summary
COMMENT ON INDEX idx_active_jobs_summary_org IS 'Reads Q28: dashboard of an organization';
COMMENT ON INDEX uq_active_jobs_summary_id IS 'Unique: one row for a posting, which REFRESH CONCURRENTLY needs; Reads J23';

-- ai_evaluations
COMMENT ON INDEX idx_ai_evaluations_application IS 'Foreign key application_id; Reads J20: evaluations of an application';
COMMENT ON INDEX idx_ai_evaluations_interview IS 'Foreign key interview_id';
COMMENT ON INDEX idx_ai_evaluations_reviewed_by IS 'Foreign key reviewed_by_user_id';
COMMENT ON INDEX uq_ai_evaluations_input IS 'Unique: no second evaluation of the same input';

-- application_notes
COMMENT ON INDEX idx_application_notes_application IS 'Foreign key application_id; Reads J20: notes of an application';
COMMENT ON INDEX idx_application_notes_author IS 'Foreign key author_user_id';

-- application_stage_history
COMMENT ON INDEX idx_application_stage_history_changed_by IS 'Foreign key changed_by_user_id';
COMMENT ON INDEX idx_application_stage_history_pipeline IS 'Foreign key pipeline_id';
COMMENT ON INDEX idx_application_stage_history_stage IS 'Foreign key stage_id';
COMMENT ON INDEX idx_application_stage_history_timeline IS 'Foreign key application_id; Reads Q36: stages of an application in their order';
COMMENT ON INDEX uq_application_stage_history_current IS 'Unique: one current stage of an application';

-- applications
COMMENT ON INDEX idx_applications_active IS 'Reads Q13: has this person applied, without reading the table';
COMMENT ON INDEX idx_applications_archived IS 'Reads J20: applications that may move to the archive';
COMMENT ON INDEX idx_applications_assigned_to IS 'Foreign key assigned_to_user_id';
COMMENT ON INDEX idx_applications_candidate_email IS 'Reads J05, J09: applications under an address';
COMMENT ON INDEX idx_applications_candidate_status IS 'Foreign key candidate_id; Reads Q12: applications of a candidate by status, newest first';
COMMENT ON INDEX idx_applications_cover_letter_file IS 'Foreign key cover_letter_file_id';
COMMENT ON INDEX idx_applications_data_gin IS 'Reads Q26: what was filled in, by containment';
COMMENT ON INDEX idx_applications_job_ai_score IS 'Reads Q31: the best applicants of a posting';
COMMENT ON INDEX idx_applications_job_status IS 'Foreign key job_id; Reads Q14, Q15, Q29: applicants of a posting by status';
COMMENT ON INDEX idx_applications_org_status IS 'Foreign key organization_id; Reads Q01, Q32: applications of an organization by status';
COMMENT ON INDEX idx_applications_pending IS 'Reads Q25: work list of an organization, newest first';
COMMENT ON INDEX idx_applications_posting IS 'Foreign key job_source_posting_id';
COMMENT ON INDEX idx_applications_previous IS 'Foreign key previous_application_id';
COMMENT ON INDEX idx_applications_rejected IS 'Reads Q27, J16: rejected applications due for the archive flag';
COMMENT ON INDEX idx_applications_resume_file IS 'Foreign key resume_file_id';
COMMENT ON INDEX idx_applications_retention_until IS 'Reads J17: applications that are due';
COMMENT ON INDEX idx_applications_stage IS 'Foreign key current_stage_id';
COMMENT ON INDEX idx_applications_status_created IS 'Reads Q02: applications in a status, newest first';
COMMENT ON INDEX idx_applications_unlinked IS 'Reads J09: applications without a profile';
COMMENT ON INDEX uq_applications_id_job_organization IS 'Unique: target of the composite foreign keys';
COMMENT ON INDEX uq_applications_job_candidate_active IS 'Unique: one running application for a posting and candidate';
COMMENT ON INDEX uq_applications_job_email_active IS 'Unique: one running application for a posting and address';
COMMENT ON INDEX uq_applications_organization_external_ref IS 'Unique: names in the source system';

-- background_check_providers
COMMENT ON INDEX idx_background_check_providers_encryption_key IS 'Foreign key encryption_key_id';
COMMENT ON INDEX uq_background_check_providers_account IS 'Unique: one account at a provider; Foreign key organization_id';

-- background_checks
COMMENT ON INDEX idx_background_checks_application IS 'Foreign key application_id; Reads J20: a checked application stays';
COMMENT ON INDEX idx_background_checks_candidate IS 'Foreign key candidate_id';
COMMENT ON INDEX idx_background_checks_consent IS 'Foreign key consent_id; Reads J10: checks under a withdrawn consent';
COMMENT ON INDEX idx_background_checks_expires_at IS 'Reads J03: checks past their end';
COMMENT ON INDEX idx_background_checks_ordered_by IS 'Foreign key ordered_by_user_id';
COMMENT ON INDEX idx_background_checks_organization IS 'Foreign key organization_id';
COMMENT ON INDEX idx_background_checks_report_file IS 'Foreign key report_file_id';
COMMENT ON INDEX idx_background_checks_retention_until IS 'Reads J17: checks that are due';
COMMENT ON INDEX uq_background_checks_external IS 'Unique: names at the provider; Foreign key provider_id';

-- candidate_consents
COMMENT ON INDEX idx_candidate_consents_candidate IS 'Foreign key candidate_id; Reads J10, O8: consents of a person by type';
COMMENT ON INDEX idx_candidate_consents_expires_at IS 'Reads J03, J10: consents past their end';
COMMENT ON INDEX idx_candidate_consents_organization IS 'Foreign key organization_id';
COMMENT ON INDEX uq_candidate_consents_current IS 'Unique: one granted consent for a purpose';

-- candidate_documents
COMMENT ON INDEX idx_candidate_documents_file IS 'Foreign key file_id';
COMMENT ON INDEX uq_candidate_documents_file IS 'Unique: a file once for a candidate; Foreign key candidate_id';
COMMENT ON INDEX uq_candidate_documents_primary IS 'Unique: one primary document of a kind';

-- candidate_educations
COMMENT ON INDEX idx_candidate_educations_candidate IS 'Foreign key candidate_id; Reads O8: education of a person, newest first';

-- candidate_experiences
COMMENT ON INDEX idx_candidate_experiences_candidate IS 'Foreign key candidate_id; Reads O8: career of a person, newest first';

-- candidate_skills
COMMENT ON INDEX idx_candidate_skills_skill IS 'Foreign key skill_id';

-- candidates
COMMENT ON INDEX idx_candidates_active IS 'Reads J25: active candidates changed since a watermark';
COMMENT ON INDEX idx_candidates_current_title_trgm IS 'Reads Q39: candidates by title, also misspelt';
COMMENT ON INDEX idx_candidates_full_name_trgm IS 'Reads Q23: candidates by name, also misspelt';
COMMENT ON INDEX idx_candidates_location_experience IS 'Reads Q21: candidates by place and years of work';
COMMENT ON INDEX idx_candidates_merged_into IS 'Foreign key merged_into_id';
COMMENT ON INDEX idx_candidates_retention_until IS 'Reads J17: profiles that are due';
COMMENT ON INDEX idx_candidates_search_vector_gin IS 'Reads Q22: candidates by words';
COMMENT ON INDEX idx_candidates_skills_gin IS 'Reads Q03: candidates who have all of these skills';
COMMENT ON INDEX uq_candidates_email IS 'Unique: one profile for an address; Reads Q05';
COMMENT ON INDEX uq_candidates_user_id IS 'Unique: one profile for a login; Foreign key user_id; Reads Q35';

-- diversity_data
COMMENT ON INDEX idx_diversity_data_consent IS 'Foreign key consent_id; Reads J10: answers under a withdrawn consent';
COMMENT ON INDEX idx_diversity_data_encryption_key IS 'Foreign key encryption_key_id';
COMMENT ON INDEX idx_diversity_data_organization IS 'Foreign key organization_id';
COMMENT ON INDEX uq_diversity_data_candidate_organization IS 'Unique: one answer for a person and organization; Foreign key candidate_id';

-- email_delivery_logs
COMMENT ON INDEX idx_email_delivery_logs_message IS 'Foreign key message_id';
COMMENT ON INDEX idx_email_delivery_logs_recipient IS 'Reads J05: mail events of a person';

-- email_templates
COMMENT ON INDEX idx_email_templates_created_by IS 'Foreign key created_by_user_id';
COMMENT ON INDEX uq_email_templates_default IS 'Unique: one default template for a type and language';
COMMENT ON INDEX uq_email_templates_name IS 'Unique: names within type and language; Foreign key organization_id';

-- embedding_models
COMMENT ON INDEX uq_embedding_models_active IS 'Unique: one active model';
COMMENT ON INDEX uq_embedding_models_name_version IS 'Unique: one row for a model''s version';

-- embeddings
COMMENT ON INDEX idx_embeddings_entity IS 'Foreign key entity_id; Reads J05: vectors of an entity in all models';
COMMENT ON INDEX idx_embeddings_vector_hnsw IS 'Reads Q34: nearest neighbours by cosine';

-- file_access_controls
COMMENT ON INDEX idx_file_access_controls_expires_at IS 'Reads J01: grants past their end';
COMMENT ON INDEX idx_file_access_controls_granted_by IS 'Foreign key granted_by_user_id';
COMMENT ON INDEX idx_file_access_controls_organization IS 'Foreign key grantee_organization_id';
COMMENT ON INDEX idx_file_access_controls_user IS 'Foreign key grantee_user_id';
COMMENT ON INDEX uq_file_access_controls_grant IS 'Unique: no grant twice; Foreign key file_id';

-- files
COMMENT ON INDEX idx_files_candidate IS 'Foreign key candidate_id; Reads J05, O8: files of a person';
COMMENT ON INDEX idx_files_encryption_key IS 'Foreign key encryption_key_id';
COMMENT ON INDEX idx_files_organization_kind IS 'Foreign key organization_id';
COMMENT ON INDEX idx_files_retention_until IS 'Reads J17: files that are due';
COMMENT ON INDEX idx_files_to_purge IS 'Reads J28: deleted files whose bytes are still stored';
COMMENT ON INDEX idx_files_uploaded_by IS 'Foreign key uploaded_by_user_id';
COMMENT ON INDEX uq_files_storage IS 'Unique: one row for a stored object';

-- hiring_pipelines
COMMENT ON INDEX idx_hiring_pipelines_created_by IS 'Foreign key created_by_user_id';
COMMENT ON INDEX uq_hiring_pipelines_default IS 'Unique: one default pipeline of an organization';
COMMENT ON INDEX uq_hiring_pipelines_organization_name IS 'Unique: names within an organization; Foreign key organization_id';

-- interview_feedback
COMMENT ON INDEX idx_interview_feedback_interviewer IS 'Foreign key interviewer_user_id';
COMMENT ON INDEX uq_interview_feedback_interviewer IS 'Unique: one opinion of an interviewer; Foreign key interview_id';

-- interview_participants
COMMENT ON INDEX idx_interview_participants_user IS 'Foreign key user_id';

-- interview_recordings
COMMENT ON INDEX idx_interview_recordings_consent IS 'Foreign key consent_id; Reads J10: recordings under a withdrawn consent';
COMMENT ON INDEX idx_interview_recordings_file IS 'Foreign key file_id';
COMMENT ON INDEX idx_interview_recordings_interview IS 'Foreign key interview_id';
COMMENT ON INDEX idx_interview_recordings_retention_until IS 'Reads J17: recordings that are due';

-- interviews
COMMENT ON INDEX idx_interviews_application IS 'Foreign key application_id; Reads J20: interviews of an application';
COMMENT ON INDEX idx_interviews_candidate IS 'Foreign key candidate_id';
COMMENT ON INDEX idx_interviews_encryption_key IS 'Foreign key encryption_key_id';
COMMENT ON INDEX idx_interviews_organizer IS 'Foreign key organizer_user_id';
COMMENT ON INDEX idx_interviews_rescheduled_from IS 'Foreign key rescheduled_from_id';
COMMENT ON INDEX uq_interviews_external_meeting IS 'Unique: names at the meeting provider';

-- job_source_postings
COMMENT ON INDEX idx_job_source_postings_status IS 'Reads J03: live postings past their end';
COMMENT ON INDEX uq_job_source_postings_external IS 'Unique: names at the channel; Foreign key source_id';
COMMENT ON INDEX uq_job_source_postings_job_source IS 'Unique: a posting once on a channel; Foreign key job_id';

-- job_sources
COMMENT ON INDEX uq_job_sources_name IS 'Unique: names within an organization; Foreign key organization_id';

-- jobs
COMMENT ON INDEX idx_jobs_active_org IS 'Reads Q04: active postings of an organization, newest first';
COMMENT ON INDEX idx_jobs_benefits_gin IS 'Reads Q45: postings with a benefit';
COMMENT ON INDEX idx_jobs_closed_at IS 'Reads J20, Q33: closed postings past the archive age';
COMMENT ON INDEX idx_jobs_created_by IS 'Foreign key created_by_user_id';
COMMENT ON INDEX idx_jobs_expires_at IS 'Reads J03: open postings past their end';
COMMENT ON INDEX idx_jobs_hiring_manager IS 'Foreign key hiring_manager_user_id';
COMMENT ON INDEX idx_jobs_open IS 'Reads J30: all open postings';
COMMENT ON INDEX idx_jobs_org_open IS 'Reads Q11: open postings of an organization';
COMMENT ON INDEX idx_jobs_org_status IS 'Foreign key organization_id';
COMMENT ON INDEX idx_jobs_pipeline IS 'Foreign key hiring_pipeline_id';
COMMENT ON INDEX idx_jobs_preferred_skills_gin IS 'Reads Q38: postings that wish for a skill';
COMMENT ON INDEX idx_jobs_public_open IS 'Reads Q37: pages of public postings';
COMMENT ON INDEX idx_jobs_recruiter IS 'Foreign key recruiter_user_id; Reads Q15, Q29: postings of a recruiter';
COMMENT ON INDEX idx_jobs_required_skills_gin IS 'Reads Q24: postings that demand a skill';
COMMENT ON INDEX idx_jobs_search_vector_gin IS 'Reads Q07: open postings by words';
COMMENT ON INDEX idx_jobs_status_employment_type IS 'Reads Q10: open postings of an employment type, newest first';
COMMENT ON INDEX idx_jobs_status_location_type IS 'Reads Q09: open postings of a location type, newest first';
COMMENT ON INDEX idx_jobs_title_trgm IS 'Reads Q08: open postings whose title contains a text';
COMMENT ON INDEX idx_jobs_updated_at IS 'Reads J25, Q30: postings changed since a watermark';
COMMENT ON INDEX uq_jobs_id_organization IS 'Unique: target of the composite foreign key';
COMMENT ON INDEX uq_jobs_organization_external_ref IS 'Unique: names in the source system';

-- messages
COMMENT ON INDEX idx_messages_application IS 'Foreign key application_id';
COMMENT ON INDEX idx_messages_candidate IS 'Foreign key candidate_id; Reads J05, O8: messages with a person';
COMMENT ON INDEX idx_messages_in_reply_to IS 'Foreign key in_reply_to_id';
COMMENT ON INDEX idx_messages_org_created IS 'Foreign key organization_id';
COMMENT ON INDEX idx_messages_recipient IS 'Foreign key recipient_user_id';
COMMENT ON INDEX idx_messages_retention_until IS 'Reads J17: messages that are due';
COMMENT ON INDEX idx_messages_sender IS 'Foreign key sender_user_id';
COMMENT ON INDEX idx_messages_template IS 'Foreign key template_id';
COMMENT ON INDEX uq_messages_dedupe_key IS 'Unique: a message is sent once';

-- notifications
COMMENT ON INDEX idx_notifications_created_at IS 'Reads J15: notifications older than the live period';
COMMENT ON INDEX idx_notifications_entity IS 'Reads J05: notifications about an application';
COMMENT ON INDEX idx_notifications_unread IS 'Reads Q16, Q17: unread notifications of a user';
COMMENT ON INDEX idx_notifications_user_created IS 'Foreign key user_id; Reads O8: notifications of a user, newest first';
COMMENT ON INDEX idx_notifications_user_type IS 'Reads Q18: notifications of a user by type';

-- offer_approvals
COMMENT ON INDEX idx_offer_approvals_approver IS 'Foreign key approver_user_id';
COMMENT ON INDEX uq_offer_approvals_step IS 'Unique: one decision for a step of a revision; Foreign key offer_id';

-- offer_negotiations
COMMENT ON INDEX idx_offer_negotiations_responded_by IS 'Foreign key responded_by_user_id';
COMMENT ON INDEX uq_offer_negotiations_round IS 'Unique: rounds in their order; Foreign key offer_id';

-- offers
COMMENT ON INDEX idx_offers_candidate IS 'Foreign key candidate_id';
COMMENT ON INDEX idx_offers_created_by IS 'Foreign key created_by_user_id';
COMMENT ON INDEX idx_offers_expires_at IS 'Reads J03: sent offers past their end';
COMMENT ON INDEX idx_offers_letter_file IS 'Foreign key offer_letter_file_id';
COMMENT ON INDEX idx_offers_org_status IS 'Foreign key organization_id';
COMMENT ON INDEX uq_offers_application_id IS 'Unique: one offer for an application; Foreign key application_id';

-- organization_settings
COMMENT ON INDEX idx_organization_settings_settings_gin IS 'Reads Q42: organizations with a setting';

-- organizations
COMMENT ON INDEX idx_organizations_name_trgm IS 'Reads Q40: organizations by name, also misspelt';
COMMENT ON INDEX uq_organizations_domain IS 'Unique: one organization for a domain';

-- password_reset_tokens
COMMENT ON INDEX idx_password_reset_tokens_expires_at IS 'Reads J02: tokens past their end';
COMMENT ON INDEX idx_password_reset_tokens_user IS 'Foreign key user_id';
COMMENT ON INDEX uq_password_reset_tokens_open IS 'Unique: one open token of a user';
COMMENT ON INDEX uq_password_reset_tokens_token_hash IS 'Unique: one row for a token';

-- pipeline_stages
COMMENT ON INDEX idx_pipeline_stages_auto_actions_gin IS 'Reads Q44: stages with an automatic action';
COMMENT ON INDEX uq_pipeline_stages_name IS 'Unique: names within a pipeline; Foreign key pipeline_id';
COMMENT ON INDEX uq_pipeline_stages_position IS 'Unique: positions within a pipeline';

-- question_templates
COMMENT ON INDEX idx_question_templates_created_by IS 'Foreign key created_by_user_id';
COMMENT ON INDEX uq_question_templates_title IS 'Unique: titles within an organization; Foreign key organization_id';

-- referral_bonuses
COMMENT ON INDEX idx_referral_bonuses_approved_by IS 'Foreign key approved_by_user_id';
COMMENT ON INDEX idx_referral_bonuses_recipient IS 'Foreign key recipient_user_id';
COMMENT ON INDEX uq_referral_bonuses_instalment IS 'Unique: instalments in their order; Foreign key referral_id';
COMMENT ON INDEX uq_referral_bonuses_payment_reference IS 'Unique: a payment counts once';

-- referral_programs
COMMENT ON INDEX idx_referral_programs_created_by IS 'Foreign key created_by_user_id';
COMMENT ON INDEX uq_referral_programs_name IS 'Unique: names within an organization; Foreign key organization_id';

-- referrals
COMMENT ON INDEX idx_referrals_application IS 'Foreign key application_id';
COMMENT ON INDEX idx_referrals_candidate IS 'Foreign key candidate_id';
COMMENT ON INDEX idx_referrals_job IS 'Foreign key job_id';
COMMENT ON INDEX idx_referrals_program IS 'Foreign key program_id';
COMMENT ON INDEX idx_referrals_referrer IS 'Foreign key referrer_user_id';
COMMENT ON INDEX idx_referrals_resume_file IS 'Foreign key resume_file_id';
COMMENT ON INDEX uq_referrals_candidate_job IS 'Unique: a person is referred once for a posting; Foreign key organization_id';

-- screening_answers
COMMENT ON INDEX idx_screening_answers_file IS 'Foreign key answer_file_id';
COMMENT ON INDEX idx_screening_answers_question IS 'Foreign key question_id';
COMMENT ON INDEX idx_screening_answers_reviewed_by IS 'Foreign key reviewed_by_user_id';
COMMENT ON INDEX uq_screening_answers_application_question IS 'Unique: one answer for a question; Foreign key application_id';

-- screening_questions
COMMENT ON INDEX idx_screening_questions_template IS 'Foreign key template_id';
COMMENT ON INDEX uq_screening_questions_position IS 'Unique: positions within a posting; Foreign key job_id';

-- skill_aliases
COMMENT ON INDEX idx_skill_aliases_skill IS 'Foreign key skill_id';

-- skills
COMMENT ON INDEX idx_skills_display_name_trgm IS 'Reads Q41: skills while somebody types';
COMMENT ON INDEX uq_skills_canonical_name IS 'Unique: one row for a skill';

-- talent_pool_memberships
COMMENT ON INDEX idx_talent_pool_memberships_added_by IS 'Foreign key added_by_user_id';
COMMENT ON INDEX idx_talent_pool_memberships_application IS 'Foreign key source_application_id';
COMMENT ON INDEX idx_talent_pool_memberships_candidate IS 'Foreign key candidate_id; Reads J05, O8: pools of a person';
COMMENT ON INDEX idx_talent_pool_memberships_consent IS 'Foreign key consent_id; Reads J10: memberships under a withdrawn consent';
COMMENT ON INDEX uq_talent_pool_memberships_candidate IS 'Unique: a person once in a pool; Foreign key pool_id';

-- talent_pools
COMMENT ON INDEX idx_talent_pools_filters_gin IS 'Reads Q43: pools whose filter names a skill';
COMMENT ON INDEX idx_talent_pools_owner IS 'Foreign key owner_user_id';
COMMENT ON INDEX uq_talent_pools_name IS 'Unique: names within an organization; Foreign key organization_id';

-- user_accounts
COMMENT ON INDEX idx_user_accounts_token_key IS 'Foreign key token_key_id';
COMMENT ON INDEX idx_user_accounts_user_provider IS 'Foreign key user_id';
COMMENT ON INDEX uq_user_accounts_provider_account IS 'Unique: one user for an account at a provider';

-- user_legacy_identities
COMMENT ON INDEX idx_user_legacy_identities_retire_after IS 'Reads J29: old identities past their end';
COMMENT ON INDEX idx_user_legacy_identities_user IS 'Foreign key user_id';
COMMENT ON INDEX uq_user_legacy_identities_external IS 'Unique: one user for an old identity';

-- user_sessions
COMMENT ON INDEX idx_user_sessions_expires_at IS 'Reads J01, Q20: sessions past their end';
COMMENT ON INDEX idx_user_sessions_user IS 'Foreign key user_id';
COMMENT ON INDEX uq_user_sessions_refresh_token_hash IS 'Unique: one row for a token';
COMMENT ON INDEX uq_user_sessions_session_token_hash IS 'Unique: one row for a token; Reads Q19';

-- users
COMMENT ON INDEX idx_users_organization_role IS 'Foreign key organization_id';
COMMENT ON INDEX idx_users_retention_until IS 'Reads J17: accounts that are due';
COMMENT ON INDEX uq_users_email IS 'Unique: one user for an address; Reads Q06';

-- verification_tokens
COMMENT ON INDEX idx_verification_tokens_expires_at IS 'Reads J02: tokens past their end';
COMMENT ON INDEX idx_verification_tokens_organization IS 'Foreign key organization_id';
COMMENT ON INDEX uq_verification_tokens_open IS 'Unique: one open token for an address and purpose';
COMMENT ON INDEX uq_verification_tokens_token_hash IS 'Unique: one row for a token';
