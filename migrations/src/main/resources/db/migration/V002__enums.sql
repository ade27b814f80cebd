-- Native enumerations. Labels are lower snake case, declared in life-cycle order where there is one.
-- organisations, accounts
CREATE TYPE organization_size AS ENUM ('startup','small','medium','large','enterprise');
CREATE TYPE industry AS ENUM ('technology','healthcare','finance','education','manufacturing','retail','hospitality','construction','energy','transportation','telecommunications','media','government','nonprofit','professional_services','real_estate','agriculture','other');
CREATE TYPE user_role AS ENUM ('candidate','interviewer','hiring_manager','recruiter','admin','platform_admin');
CREATE TYPE account_type AS ENUM ('oauth','oidc','email','credentials');
CREATE TYPE session_end_reason AS ENUM ('logout','expired','revoked','password_changed','account_deleted');
CREATE TYPE token_purpose AS ENUM ('email_verification','sign_in_link','invitation');
-- files
CREATE TYPE file_kind AS ENUM ('resume','cover_letter','offer_letter','portfolio','transcript','recording','consent_form','report','image','export','other');
CREATE TYPE storage_backend AS ENUM ('filesystem','s3','gcs','azure_blob');
CREATE TYPE processing_status AS ENUM ('pending','processing','completed','failed','skipped');
CREATE TYPE malware_scan_status AS ENUM ('pending','clean','infected','skipped');
CREATE TYPE file_permission AS ENUM ('read','write','delete','share');
CREATE TYPE grantee_type AS ENUM ('user','role','organization');
-- candidates
CREATE TYPE application_source AS ENUM ('direct','career_page','linkedin','indeed','glassdoor','job_board','social_media','referral','agency','sourced','event','import','api','other');
CREATE TYPE skill_category AS ENUM ('technical','soft','language','domain','certification');
CREATE TYPE fact_origin AS ENUM ('candidate','parser','recruiter','import','inferred');
CREATE TYPE experience_level AS ENUM ('intern','entry','junior','mid','senior','lead','manager','director','executive');
CREATE TYPE education_level AS ENUM ('none','secondary','vocational','associate','bachelor','master','doctorate','other');
CREATE TYPE work_authorization AS ENUM ('citizen','permanent_resident','work_permit','student_permit','needs_sponsorship','unknown');
CREATE TYPE candidate_document_kind AS ENUM ('resume','cover_letter','portfolio','certificate','other');
CREATE TYPE consent_type AS ENUM ('privacy_notice','ai_processing','talent_pool','marketing','background_check','recording','data_sharing');
CREATE TYPE consent_status AS ENUM ('granted','withdrawn','expired');
CREATE TYPE gender_identity AS ENUM ('female','male','non_binary','self_described','prefer_not_to_say');
CREATE TYPE ethnicity AS ENUM ('asian','black_or_african','hispanic_or_latino','indigenous','middle_eastern_or_north_african','pacific_islander','white','two_or_more','other','prefer_not_to_say');
CREATE TYPE veteran_status AS ENUM ('not_a_veteran','veteran','protected_veteran','active_duty','prefer_not_to_say');
CREATE TYPE disability_status AS ENUM ('no','yes','prefer_not_to_say');
-- jobs
CREATE TYPE job_status AS ENUM ('draft','open','closed','cancelled','archived');
CREATE TYPE job_close_reason AS ENUM ('filled','expired','no_suitable_candidate','budget','duplicate','other');
CREATE TYPE employment_type AS ENUM ('full_time','part_time','contract','temporary','internship');
CREATE TYPE location_type AS ENUM ('onsite','remote','hybrid');
CREATE TYPE salary_period AS ENUM ('hour','day','week','month','year');
CREATE TYPE job_source_kind AS ENUM ('career_page','job_board','social_media','agency','university','aggregator','ats','other');
CREATE TYPE posting_status AS ENUM ('pending','live','paused','expired','removed','failed');
-- pipelines and applications
CREATE TYPE stage_type AS ENUM ('application','screening','phone_screen','interview','assessment','reference_check','background_check','offer','hired','rejected');
CREATE TYPE stage_trigger AS ENUM ('manual','automatic','ai_recommendation','candidate_action','bulk','import','system');
CREATE TYPE application_status AS ENUM ('pending','screening','shortlisted','interviewing','offered','hired','rejected','withdrawn');
CREATE TYPE recommendation_level AS ENUM ('strong_yes','yes','maybe','no','strong_no');
CREATE TYPE rejection_reason AS ENUM ('not_qualified','knockout_answer','position_filled','position_cancelled','compensation','location','failed_assessment','failed_background_check','duplicate','no_response','other');
CREATE TYPE note_visibility AS ENUM ('private','hiring_team','organization');
-- screening, evaluation, interviews
CREATE TYPE question_type AS ENUM ('short_text','long_text','single_choice','multiple_choice','yes_no','number','date','file','url','salary');
CREATE TYPE question_category AS ENUM ('general','experience','skills','education','availability','compensation','work_authorization','motivation','technical','custom');
CREATE TYPE evaluation_type AS ENUM ('screening','interview','assessment','chat');
CREATE TYPE evaluation_status AS ENUM ('queued','running','completed','needs_review','failed','cancelled');
CREATE TYPE review_outcome AS ENUM ('confirmed','overridden','rejected');
CREATE TYPE interview_type AS ENUM ('phone_screen','technical','behavioral','case_study','panel','onsite','final','other');
CREATE TYPE interview_status AS ENUM ('draft','scheduled','confirmed','in_progress','completed','rescheduled','cancelled','no_show');
CREATE TYPE meeting_provider AS ENUM ('zoom','google_meet','microsoft_teams','phone','in_person','other');
CREATE TYPE interview_role AS ENUM ('organizer','interviewer','observer');
CREATE TYPE invitation_response AS ENUM ('pending','accepted','tentative','declined');
CREATE TYPE recording_type AS ENUM ('audio','video','screen');
-- offers
CREATE TYPE offer_status AS ENUM ('draft','pending_approval','approved','sent','accepted','declined','expired','withdrawn');
CREATE TYPE approval_status AS ENUM ('pending','approved','rejected','skipped');
CREATE TYPE negotiation_status AS ENUM ('open','countered','accepted','rejected','expired');
CREATE TYPE negotiation_party AS ENUM ('candidate','organization');
-- referrals, background checks
CREATE TYPE referral_status AS ENUM ('submitted','reviewing','interviewing','offered','hired','rejected','withdrawn','duplicate');
CREATE TYPE bonus_status AS ENUM ('pending','eligible','processing','paid','forfeited','cancelled');
CREATE TYPE bonus_tier AS ENUM ('standard','hard_to_fill','critical_role','executive','custom');
CREATE TYPE check_provider_type AS ENUM ('checkr','sterling','hireright','goodhire','other');
CREATE TYPE check_status AS ENUM ('pending','awaiting_consent','ordered','in_progress','completed','disputed','failed','cancelled','expired');
CREATE TYPE check_result AS ENUM ('clear','consider','adverse','inconclusive');
CREATE TYPE adverse_action_status AS ENUM ('none','pre_notice_sent','waiting_period','final_notice_sent','cancelled');
-- communications, pools
CREATE TYPE email_template_type AS ENUM ('application_received','application_rejected','interview_invitation','interview_reminder','offer_letter','screening_request','verification','password_reset','welcome','nurture','custom');
CREATE TYPE message_channel AS ENUM ('email','sms','in_app');
CREATE TYPE message_direction AS ENUM ('outbound','inbound');
CREATE TYPE message_status AS ENUM ('pending','sent','delivered','read','failed','cancelled');
CREATE TYPE delivery_status AS ENUM ('queued','sent','delivered','opened','clicked','bounced','complained','failed');
CREATE TYPE notification_type AS ENUM ('new_application','status_change','new_job','interview','offer','message','reminder','system');
CREATE TYPE talent_pool_type AS ENUM ('general','job_family','silver_medalist','alumni','referral','event','university','custom');
CREATE TYPE pool_membership_status AS ENUM ('active','engaged','unresponsive','opted_out','hired','removed');
-- embeddings
CREATE TYPE embedding_entity_type AS ENUM ('job','candidate','resume','skill');
CREATE TYPE embedding_runtime AS ENUM ('onnx','djl_pytorch','remote_api');
CREATE TYPE distance_metric AS ENUM ('cosine','l2','inner_product');
-- pipeline
CREATE TYPE ingestion_source_kind AS ENUM ('filesystem','s3','sftp','http_api','email','database','file_upload');
CREATE TYPE run_status AS ENUM ('running','completed','completed_with_errors','failed','stopped');
CREATE TYPE ingestion_item_type AS ENUM ('resume','candidate_profile','job_posting','application');
CREATE TYPE ingestion_item_status AS ENUM ('stored','unchanged','duplicate','suppressed','rejected','deferred');
CREATE TYPE ledger_state AS ENUM ('pending','stored','duplicate','suppressed','rejected','deferred');
CREATE TYPE processing_stage AS ENUM ('fetch','extract_text','parse','normalize','deduplicate','load','embed','match');
CREATE TYPE rejection_code AS ENUM ('too_large','unsupported_type','encrypted','corrupt','empty','needs_ocr','garbage','archive_bomb','too_many_entries','too_deep','timeout','out_of_memory','crash','output_limit','unreadable','vanished','invalid_record','unknown_posting','identity_conflict','embedding_failed','refused_by_database');
CREATE TYPE dead_letter_status AS ENUM ('open','replaying','resolved','discarded');
CREATE TYPE parse_status AS ENUM ('complete','partial','failed');
CREATE TYPE generation_status AS ENUM ('building','active','retired','failed');
CREATE TYPE invalidation_reason AS ENUM ('job_changed','job_closed','candidate_changed','candidate_removed','model_changed','weights_changed','manual');
-- compliance
CREATE TYPE sensitivity_level AS ENUM ('public','internal','confidential','highly_sensitive','restricted');
CREATE TYPE encryption_kind AS ENUM ('none','at_rest','in_transit','field_level');
CREATE TYPE gdpr_category AS ENUM ('identity','contact','professional','financial','behavioral','technical','biometric','special_category','criminal');
CREATE TYPE erase_action AS ENUM ('keep','null_out','redact','pseudonymise','delete_row');
CREATE TYPE retention_class AS ENUM ('reference','configuration','account','session','token','candidate_profile','job','application','hire_record','background_check','diversity','communication','notification','recording','embedding','pipeline_log','match_result','audit','ledger','ops_metric');
CREATE TYPE retention_anchor AS ENUM ('created_at','last_activity','status_changed','closed','expired');
CREATE TYPE retention_action AS ENUM ('flag','archive','anonymise','delete','detach_partition');
CREATE TYPE retention_rule_kind AS ENUM ('standard','minimum','maximum');
CREATE TYPE hold_subject_type AS ENUM ('organization','job','candidate','application');
CREATE TYPE subject_request_type AS ENUM ('access','erasure','portability','rectification','restriction');
CREATE TYPE subject_request_status AS ENUM ('received','identity_check','approved','in_progress','blocked_by_hold','completed','rejected');
CREATE TYPE subject_request_scope AS ENUM ('organization','platform');
CREATE TYPE task_status AS ENUM ('pending','running','done','failed','blocked');
CREATE TYPE audit_action AS ENUM ('insert','update','delete','view','export','login','login_failed','archive','restore','anonymise','erase','hold','release');
CREATE TYPE actor_type AS ENUM ('user','candidate','batch','system','migration');
-- operations
CREATE TYPE job_frequency AS ENUM ('on_demand','hourly','daily','weekly','monthly','quarterly');
CREATE TYPE finding_severity AS ENUM ('info','warning','critical');
CREATE TYPE finding_kind AS ENUM ('slow_query','unused_index','duplicate_index','invalid_index','index_bloat','table_bloat','missing_fk_index','low_cache_hit','low_index_hit','connection_usage','long_transaction','size_growth','stale_statistics','partition_gap','replication_lag','backup_age','constraint_not_validated','orphan_row','retention_overdue');
CREATE TYPE backup_kind AS ENUM ('logical','physical','wal_archive','restore_test');
