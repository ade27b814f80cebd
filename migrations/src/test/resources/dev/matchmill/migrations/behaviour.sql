-- What the schema must refuse and must do by itself. Each check is a row in pg_temp.checks; nothing is committed.
CREATE TEMPORARY TABLE checks (position integer GENERATED ALWAYS AS IDENTITY, name text NOT NULL, problem text);
-- A statement that must fail, by the named constraint where one is given.
CREATE FUNCTION pg_temp.fails(p_name text, p_sql text, p_constraint text DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE c text; m text;
BEGIN
  BEGIN
    EXECUTE p_sql; SET CONSTRAINTS ALL IMMEDIATE;
    RAISE EXCEPTION 'the statement was accepted' USING ERRCODE = 'P9999';
  EXCEPTION
    WHEN SQLSTATE 'P9999' THEN INSERT INTO checks (name, problem) VALUES (p_name, 'the statement was accepted');
    WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS c = CONSTRAINT_NAME, m = MESSAGE_TEXT;
      INSERT INTO checks (name, problem) VALUES (p_name, CASE WHEN p_constraint IS DISTINCT FROM c AND p_constraint IS NOT NULL THEN format('refused by %s (%s) instead of %s', c, m, p_constraint) END);
  END;
END $$;
CREATE FUNCTION pg_temp.is(p_name text, p_got anyelement, p_want anyelement) RETURNS void LANGUAGE sql AS $$
  INSERT INTO checks (name, problem) VALUES (p_name, CASE WHEN p_got IS DISTINCT FROM p_want THEN format('got %s instead of %s', p_got, p_want) END)
$$;
CREATE FUNCTION pg_temp.h(t text) RETURNS bytea LANGUAGE sql AS $$ SELECT sha256(convert_to(t,'UTF8')) $$;

DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['organizations','users','candidates','jobs','applications','offers','skills','embedding_models','pipeline.match_generations','pipeline.ingestion_sources','pipeline.ingestion_runs','compliance.legal_holds'] LOOP EXECUTE 'ALTER TABLE '||t||' ALTER COLUMN id RESTART WITH 1000'; END LOOP; END $$;
INSERT INTO organizations(id,name,domain,country) VALUES (1,'A','a.example','DE'),(2,'B','b.example','US');
INSERT INTO users(id,organization_id,email,full_name,role,onboarding_completed_at) VALUES (1,1,'r@a.example','R','recruiter',now()),(2,2,'r@b.example','R2','recruiter',now()),(3,NULL,'c@x.example','C','candidate',NULL);
INSERT INTO candidates(id,user_id,email,full_name,current_title,location_country) VALUES (1,3,'c@x.example','C One','Java Developer','DE'),(2,NULL,'d@x.example','D Two',NULL,'US');
INSERT INTO jobs(id,organization_id,recruiter_user_id,title,description,status,posted_at,required_skills) VALUES (1,1,1,'Java Developer','Build things','open',now(),'["java","sql"]'),(2,1,1,'Other','x','open',now(),'[]'),(3,2,2,'B job','x','open',now(),'[]');
INSERT INTO applications(id,job_id,organization_id,candidate_email) VALUES (1,1,1,'c@x.example');
SELECT pg_temp.fails('duplicate before linking', $$INSERT INTO applications(job_id,organization_id,candidate_email) VALUES (1,1,'c@x.example')$$, 'uq_applications_job_email_active');
UPDATE applications SET candidate_id=1 WHERE id=1;
SELECT pg_temp.fails('duplicate application', $$INSERT INTO applications(job_id,organization_id,candidate_id,candidate_email) VALUES (1,1,1,'other@x.example')$$, 'uq_applications_job_candidate_active');
SELECT pg_temp.fails('status may not jump pending -> hired', $$UPDATE applications SET status='hired' WHERE id=1$$, 'application_status_transitions');
SELECT pg_temp.fails('rejection needs a reason', $$UPDATE applications SET status='rejected' WHERE id=1$$, 'application_status_reason');
SELECT set_config('ats.actor_type', 'batch', false);
SELECT pg_temp.fails('no job rejects', $$UPDATE applications SET status='rejected', rejection_reason='not_qualified' WHERE id=1$$, 'application_rejected_by_people');
SELECT set_config('ats.actor_type', 'user', false);
UPDATE applications SET status='rejected', rejection_reason='not_qualified' WHERE id=1;
INSERT INTO applications(id,job_id,organization_id,candidate_id,candidate_email,attempt_no,previous_application_id) VALUES (2,1,1,1,'c@x.example',2,1);
SELECT pg_temp.is('re-application after rejection', (SELECT attempt_no::int FROM applications WHERE id=2), 2);
SELECT pg_temp.fails('third while second runs', $$INSERT INTO applications(job_id,organization_id,candidate_id,candidate_email) VALUES (1,1,1,'c@x.example')$$, 'uq_applications_job_candidate_active');
SELECT pg_temp.fails('reversal of a rejection while a newer one runs', $$UPDATE applications SET status='pending', rejection_reason=NULL WHERE id=1$$, 'uq_applications_job_candidate_active');
UPDATE applications SET status='withdrawn' WHERE id=2;
INSERT INTO applications(id,job_id,organization_id,candidate_id,candidate_email,attempt_no) VALUES (3,1,1,1,'c@x.example',3);
UPDATE applications SET deleted_at=now() WHERE id=3;
INSERT INTO applications(id,job_id,organization_id,candidate_id,candidate_email,attempt_no) VALUES (4,1,1,1,'c@x.example',4);
SELECT pg_temp.is('applications_count ignores soft-deleted', (SELECT applications_count::int FROM job_counters WHERE job_id=1), 3);
SELECT pg_temp.fails('tenant mismatch', $$INSERT INTO applications(job_id,organization_id,candidate_email) VALUES (1,2,'z@x.example')$$, 'fk_applications_job_organization');
SELECT pg_temp.fails('upper-case address', $$INSERT INTO candidates(email,full_name) VALUES ('Z@x.example','Z')$$, 'ck_email_address');
SELECT pg_temp.fails('same address twice', $$INSERT INTO candidates(email,full_name) VALUES ('c@x.example','Z')$$, 'uq_candidates_email');
SELECT pg_temp.fails('salary range of a job', $$UPDATE jobs SET salary_min=2, salary_max=1 WHERE id=1$$, 'ck_jobs_salary_range');
SELECT pg_temp.fails('salary range of a candidate', $$UPDATE candidates SET expected_salary_min=2, expected_salary_max=1, expected_salary_currency='EUR' WHERE id=1$$, 'ck_candidates_salary_range');
SELECT pg_temp.fails('job dates', $$UPDATE jobs SET expires_at=posted_at - interval '1 day' WHERE id=1$$, 'ck_jobs_dates');
SELECT pg_temp.fails('closed without date', $$UPDATE jobs SET status='closed' WHERE id=1$$, 'ck_jobs_closed');
SELECT pg_temp.fails('applied in the future', $$INSERT INTO applications(job_id,organization_id,candidate_email,applied_at) VALUES (2,1,'f@x.example',now()+interval '1 day')$$, 'ck_applications_applied_at');
SELECT pg_temp.fails('score above 1', $$UPDATE applications SET ai_score=1.5, ai_scored_at=now() WHERE id=4$$, 'ck_unit_score');
SELECT pg_temp.fails('score NaN', $$UPDATE applications SET ai_score='NaN', ai_scored_at=now() WHERE id=4$$, 'ck_unit_score');
SELECT pg_temp.fails('staff without organisation after onboarding', $$INSERT INTO users(email,full_name,role,onboarding_completed_at) VALUES ('x@y.example','X','recruiter',now())$$, 'ck_users_organization');
INSERT INTO users(id,email,full_name,role) VALUES (9,'new@y.example','N','recruiter');
INSERT INTO user_accounts(user_id,account_type,provider,provider_account_id) VALUES (1,'oauth','google','g1');
SELECT pg_temp.fails('external account of two users', $$INSERT INTO user_accounts(user_id,account_type,provider,provider_account_id) VALUES (2,'oauth','google','g1')$$, 'uq_user_accounts_provider_account');
SELECT pg_temp.fails('external account twice', $$INSERT INTO user_accounts(user_id,account_type,provider,provider_account_id) VALUES (1,'oauth','google','g1')$$, 'uq_user_accounts_provider_account');
SELECT pg_temp.fails('token without key', $$INSERT INTO user_accounts(user_id,account_type,provider,provider_account_id,access_token_enc) VALUES (1,'oauth','github','h1','\x01')$$, 'ck_user_accounts_key');
INSERT INTO password_reset_tokens(user_id,token_hash) VALUES (1,pg_temp.h('a'));
SELECT pg_temp.fails('two open reset tokens', $$INSERT INTO password_reset_tokens(user_id,token_hash) VALUES (1,sha256('b'))$$, 'uq_password_reset_tokens_open');
SELECT pg_temp.fails('reset token longer than 24 hours', $$INSERT INTO password_reset_tokens(user_id,token_hash,expires_at) VALUES (2,sha256('b'),now()+interval '2 days')$$, 'ck_password_reset_tokens_lifetime');
INSERT INTO verification_tokens(identifier,purpose,token_hash,expires_at) VALUES ('q@q.example','email_verification',pg_temp.h('v'),now()+interval '1 day');
SELECT pg_temp.fails('two open verification tokens', $$INSERT INTO verification_tokens(identifier,purpose,token_hash,expires_at) VALUES ('q@q.example','email_verification',sha256('w'),now()+interval '1 day')$$, 'uq_verification_tokens_open');
-- skills
INSERT INTO skills(id,canonical_name,display_name) VALUES (1,'java','Java'),(2,'sql','SQL');
INSERT INTO candidate_skills(candidate_id,skill_id,level) VALUES (1,1,4),(1,2,3);
SELECT pg_temp.is('skills derived', (SELECT skills::jsonb FROM candidates WHERE id=1), '["java", "sql"]'::jsonb);
SELECT pg_temp.is('containment query', (SELECT count(*)::int FROM candidates WHERE skills @> '["java"]'), 1);
DELETE FROM candidate_skills WHERE candidate_id=1 AND skill_id=2;
SELECT pg_temp.is('skills follow removal', (SELECT skills::jsonb FROM candidates WHERE id=1), '["java"]'::jsonb);
SELECT pg_temp.is('full-text search finds the title', (SELECT count(*)::int FROM candidates WHERE search_vector @@ plainto_tsquery('english','developers')), 1);
-- updated_at: now() is constant within a transaction, so the stamp is set back first
ALTER TABLE candidates DISABLE TRIGGER trg_candidates_touch; UPDATE candidates SET updated_at='2020-01-01' WHERE id=1; ALTER TABLE candidates ENABLE TRIGGER trg_candidates_touch;
UPDATE candidates SET retention_until='2030-01-01', last_activity_at=now() WHERE id=1;
SELECT pg_temp.is('bookkeeping keeps updated_at', (SELECT updated_at='2020-01-01' FROM candidates WHERE id=1), true);
UPDATE candidates SET current_company='X' WHERE id=1;
SELECT pg_temp.is('content change sets updated_at', (SELECT updated_at=now() FROM candidates WHERE id=1), true);
-- offers
INSERT INTO offers(id,application_id,job_id,organization_id,candidate_id,offer_amount) VALUES (1,4,1,1,1,9500000);
SELECT pg_temp.fails('second offer of an application', $$INSERT INTO offers(application_id,job_id,organization_id,candidate_id,offer_amount) VALUES (4,1,1,1,1)$$, 'uq_offers_application_id');
SELECT pg_temp.fails('offer amount positive', $$UPDATE offers SET offer_amount=0 WHERE id=1$$, 'ck_offers_amount');
SELECT pg_temp.fails('offer with foreign job', $$INSERT INTO offers(application_id,job_id,organization_id,candidate_id,offer_amount) VALUES (2,2,1,1,1)$$, 'fk_offers_application');
SELECT pg_temp.fails('candidate with an offer cannot be deleted', $$DELETE FROM candidates WHERE id=1$$, 'offers_candidate_id_fkey');
INSERT INTO applications(id,job_id,organization_id,candidate_id,candidate_email) VALUES (10,3,2,2,'d@x.example');
-- embeddings
INSERT INTO embedding_models(id,name,version,runtime,dimensions,max_tokens,is_active,activated_at) VALUES (1,'test','1','onnx',1024,512,true,now());
SELECT create_embedding_partitions(1);
INSERT INTO embeddings(entity_type,embedding_model_id,entity_id,content_hash,embedding_vector)
 SELECT 'candidate',1,i,pg_temp.h('x'), l2_normalize((SELECT array_agg(((i*7+g*13)%101)-50.0)::vector FROM generate_series(1,1024) g)) FROM generate_series(1,2) i;
SELECT pg_temp.fails('embedding of a missing candidate', $$INSERT INTO embeddings(entity_type,embedding_model_id,entity_id,content_hash,embedding_vector) SELECT 'candidate',1,99,sha256('x'),embedding_vector FROM embeddings LIMIT 1$$, 'embeddings_candidate_entity_id_fkey');
SELECT pg_temp.fails('same chunk twice', $$INSERT INTO embeddings(entity_type,embedding_model_id,entity_id,content_hash,embedding_vector) SELECT 'candidate',1,1,sha256('x'),embedding_vector FROM embeddings LIMIT 1$$, 'embeddings_candidate_m1_pkey');
SELECT pg_temp.fails('zero vector', $$UPDATE embeddings SET embedding_vector = array_fill(0, ARRAY[1024])::vector WHERE entity_id=1$$, 'ck_embeddings_unit_length');
SELECT pg_temp.fails('wrong dimension', $$UPDATE embeddings SET embedding_vector = '[1,2,3]' WHERE entity_id=1$$);
SELECT pg_temp.fails('second active model', $$INSERT INTO embedding_models(name,version,runtime,dimensions,max_tokens,is_active,activated_at) VALUES ('t2','1','onnx',1024,512,true,now())$$, 'uq_embedding_models_active');
-- matching: generation swap
INSERT INTO pipeline.match_generations(id,embedding_model_id,is_full,config_version,source_watermark) VALUES (1,1,true,'1',now());
SELECT pg_temp.fails('second building generation', $$INSERT INTO pipeline.match_generations(embedding_model_id,is_full,config_version,source_watermark) VALUES (1,true,'1',now())$$, 'uq_match_generations_building');
INSERT INTO pipeline.match_results(job_id,generation_id,candidate_id,rank,score,vector_score,recommendation) VALUES (1,1,1,1,.9,.9,'yes'),(1,1,2,2,.5,.5,'maybe');
SELECT pg_temp.fails('rank twice', $$UPDATE pipeline.match_results SET rank=1 WHERE job_id=1 AND candidate_id=2$$);
SELECT pg_temp.is('results invisible before activation', (SELECT count(*)::int FROM pipeline.current_matches), 0);
UPDATE pipeline.match_generations SET status='active', activated_at=now() WHERE id=1;
INSERT INTO pipeline.match_job_states(job_id,active_generation_id) VALUES (1,1);
SELECT pg_temp.is('visible after activation', (SELECT count(*)::int FROM pipeline.current_matches WHERE job_id=1), 2);
INSERT INTO pipeline.match_generations(id,embedding_model_id,is_full,config_version,source_watermark) VALUES (2,1,false,'1',now());
INSERT INTO pipeline.match_results(job_id,generation_id,candidate_id,rank,score,vector_score,recommendation) VALUES (1,2,2,1,.8,.8,'yes');
SELECT pg_temp.is('old generation stays visible while the next is built', (SELECT count(*)::int FROM pipeline.current_matches WHERE job_id=1), 2);
UPDATE pipeline.match_job_states SET previous_generation_id=active_generation_id, active_generation_id=2 WHERE job_id=1;
SELECT pg_temp.is('swap shows only the new generation', (SELECT array_agg(candidate_id) FROM pipeline.current_matches WHERE job_id=1), ARRAY[2::bigint]);
SELECT pg_temp.fails('an active generation cannot be removed', $$DELETE FROM pipeline.match_generations WHERE id=2$$, 'match_job_states_active_generation_id_fkey');
-- ingestion
INSERT INTO pipeline.ingestion_sources(id,organization_id,kind,item_type,name,location) VALUES (1,1,'filesystem','resume','dir','/in');
INSERT INTO pipeline.runs(id,command) VALUES (1,'run'); INSERT INTO pipeline.ingestion_runs(id,source_id,run_id) VALUES (1,1,1);
SELECT pg_temp.fails('two running executions of a source', $$INSERT INTO pipeline.ingestion_runs(source_id,run_id) VALUES (1,1)$$, 'uq_ingestion_runs_running');
SELECT pg_temp.fails('run that lost a record', $$UPDATE pipeline.ingestion_runs SET status='completed', finished_at=now(), seen_count=5, stored_count=4 WHERE id=1$$, 'ck_ingestion_runs_balance');
INSERT INTO pipeline.dead_letters(source_id,run_id,external_id,stage,reason) VALUES (1,1,'cv1.pdf','extract_text','corrupt');
SELECT pg_temp.fails('two open dead letters of a record', $$INSERT INTO pipeline.dead_letters(source_id,external_id,stage,reason) VALUES (1,'cv1.pdf','parse','garbage')$$, 'uq_dead_letters_open');
-- the ledger and the books
SELECT pg_temp.fails('program run that lost an item', $$UPDATE pipeline.runs SET status='completed', finished_at=now(), seen_count=7, stored_count=1, unchanged_count=1, duplicate_count=1, suppressed_count=1, rejected_count=1, deferred_count=1 WHERE id=1$$, 'ck_runs_balance');
SELECT pg_temp.fails('run with errors that counts an item twice', $$UPDATE pipeline.runs SET status='completed_with_errors', finished_at=now(), seen_count=1, stored_count=1, rejected_count=1 WHERE id=1$$, 'ck_runs_balance');
SELECT pg_temp.fails('finished run without its end', $$UPDATE pipeline.runs SET status='failed' WHERE id=1$$, 'ck_runs_finished');
SELECT pg_temp.fails('run of no program run', $$INSERT INTO pipeline.ingestion_runs(source_id) VALUES (1)$$);
UPDATE pipeline.runs SET seen_count=6, stored_count=1, unchanged_count=1, duplicate_count=1, suppressed_count=1, rejected_count=1, deferred_count=1, status='completed', finished_at=now() WHERE id=1;
SELECT pg_temp.is('balanced books are accepted', (SELECT status FROM pipeline.runs WHERE id=1), 'completed'::run_status);
INSERT INTO pipeline.source_records(id,source_id,external_id) VALUES (1,1,'cv1.pdf');
INSERT INTO pipeline.source_records(id,source_id,external_id,posting_ref) VALUES (2,1,'cv1.pdf','J-1');
SELECT pg_temp.is('one file applies for a posting and stands for itself', (SELECT count(*)::int FROM pipeline.source_records WHERE external_id='cv1.pdf'), 2);
SELECT pg_temp.fails('item listed twice', $$INSERT INTO pipeline.source_records(id,source_id,external_id) VALUES (3,1,'cv1.pdf')$$, 'uq_source_records_external_id');
SELECT pg_temp.fails('rejection without reason', $$UPDATE pipeline.source_records SET state='rejected' WHERE id=1$$, 'ck_source_records_reason');
SELECT pg_temp.fails('stored with a reason', $$UPDATE pipeline.source_records SET state='stored', reason='timeout' WHERE id=1$$, 'ck_source_records_reason');
SELECT pg_temp.fails('leased for ever', $$UPDATE pipeline.source_records SET lease_owner='w1' WHERE id=1$$, 'ck_source_records_lease');
SELECT pg_temp.fails('done and still leased', $$UPDATE pipeline.source_records SET state='stored', lease_owner='w1', lease_expires_at=now() WHERE id=1$$, 'ck_source_records_lease');
SELECT pg_temp.fails('rejected item without reason in the log', $$INSERT INTO pipeline.ingestion_items(run_id,external_id,status) VALUES (1,'cv1.pdf','rejected')$$, 'ck_ingestion_items_reason');
SELECT pg_temp.fails('match without recommendation', $$UPDATE pipeline.match_results SET recommendation=NULL WHERE job_id=1$$);
SELECT pg_temp.is('readers see the recommendation', (SELECT recommendation FROM pipeline.current_matches WHERE job_id=1), 'yes'::recommendation_level);
INSERT INTO pipeline.candidate_texts(candidate_id,text_content,text_version,text_sha256) VALUES (2,'Java','1',pg_temp.h('Java'));
INSERT INTO organization_settings(organization_id) VALUES (1);
SELECT pg_temp.is('match weights sum to one', (SELECT sum(value::text::numeric) FROM organization_settings, jsonb_each(matching_weights) WHERE organization_id=1), 1.0);
SELECT pg_temp.fails('unknown scope of candidates', $$UPDATE organization_settings SET candidate_scope='everybody'$$, 'ck_organization_settings_candidate_scope');
-- audit
SET LOCAL ats.actor_type='user'; SET LOCAL ats.actor_user_id='1';
UPDATE candidates SET phone='+49 1', current_title='Senior Java Developer', location_country='FR' WHERE id=1;
SELECT pg_temp.is('audit keeps the original value', (SELECT old_values->>'location_country' FROM compliance.audit_log WHERE table_name='candidates' AND action='update' AND row_id='1' ORDER BY id DESC LIMIT 1), 'DE');
SELECT pg_temp.is('audit does not copy what erasure must clear', (SELECT old_values->>'current_title' FROM compliance.audit_log WHERE table_name='candidates' AND action='update' AND row_id='1' ORDER BY id DESC LIMIT 1), '[redacted]');
SELECT pg_temp.is('audit redacts sensitive values', (SELECT new_values->>'phone' FROM compliance.audit_log WHERE table_name='candidates' AND action='update' AND row_id='1' ORDER BY id DESC LIMIT 1), '[redacted]');
SELECT pg_temp.is('audit names the actor', (SELECT actor_user_id FROM compliance.audit_log WHERE table_name='candidates' AND action='update' ORDER BY id DESC LIMIT 1), 1::bigint);
SELECT pg_temp.fails('audit log is append-only', $$DELETE FROM compliance.audit_log$$, 'append_only');
SELECT pg_temp.is('no counter noise in the audit log', (SELECT count(*)::int FROM compliance.audit_log WHERE table_name='job_counters'), 0);
-- retention
SELECT pg_temp.is('default retention', compliance.retention_period(2,'FR','application','anonymise'), interval '24 months');
SELECT pg_temp.is('country maximum', compliance.retention_period(1,'DE','application','anonymise'), interval '6 months');
INSERT INTO compliance.retention_policies(organization_id,retention_class,action,anchor,period) VALUES (2,'application','anonymise','status_changed','3 months');
SELECT pg_temp.is('country minimum over organisation rule', compliance.retention_period(2,'US','application','anonymise'), interval '12 months');
SELECT pg_temp.is('organisation rule', compliance.retention_period(2,'FR','application','anonymise'), interval '3 months');
SELECT pg_temp.is('no rule, no period', compliance.retention_period(1,'DE','reference','delete'), NULL::interval);
-- legal hold
INSERT INTO compliance.legal_holds(id,organization_id,name,reason) VALUES (1,1,'case','lawsuit');
INSERT INTO compliance.legal_hold_subjects VALUES (1,'application',4);
SELECT pg_temp.fails('held application', $$DELETE FROM applications WHERE id=4$$, 'legal_hold');
SELECT pg_temp.fails('held application through the job', $$DELETE FROM jobs WHERE id=1$$, 'legal_hold');
SELECT pg_temp.fails('held application through the organisation', $$DELETE FROM organizations WHERE id=1$$, 'legal_hold');
UPDATE compliance.legal_holds SET released_at=now() WHERE id=1;
-- ledger
INSERT INTO compliance.erasure_ledger(request_id,store,schema_name,table_name,action,rows_affected,residual_rows) VALUES (1,'database','public','candidates','pseudonymise',1,0),(1,'database','public','embeddings','delete_row',1,0);
SELECT pg_temp.is('ledger chain holds', (SELECT count(*)::int FROM compliance.verify_ledger()), 0);
SELECT pg_temp.fails('ledger is append-only', $$UPDATE compliance.erasure_ledger SET rows_affected=0$$, 'append_only');
ALTER TABLE compliance.erasure_ledger DISABLE TRIGGER trg_erasure_ledger_append_only;
UPDATE compliance.erasure_ledger SET rows_affected=7 WHERE id=(SELECT min(id) FROM compliance.erasure_ledger);
ALTER TABLE compliance.erasure_ledger ENABLE TRIGGER trg_erasure_ledger_append_only;
SELECT pg_temp.is('tampering is detected', (SELECT count(*)::int FROM compliance.verify_ledger()), 1);
-- deletion rules
DELETE FROM candidates WHERE id=2;
SELECT pg_temp.is('application outlives its candidate', (SELECT candidate_id IS NULL FROM applications WHERE id=10), true);
SELECT pg_temp.is('embedding goes with its candidate', (SELECT count(*)::int FROM embeddings WHERE entity_type='candidate' AND entity_id=2), 0);
SELECT pg_temp.is('blind text goes with its candidate', (SELECT count(*)::int FROM pipeline.candidate_texts), 0);
SELECT pg_temp.is('matches go with the candidate', (SELECT count(*)::int FROM pipeline.match_results WHERE candidate_id=2), 0);
DELETE FROM jobs WHERE id=1;
SELECT pg_temp.is('job deletion removes applications and offers', (SELECT count(*)::int FROM applications WHERE job_id=1) + (SELECT count(*)::int FROM offers), 0);
UPDATE compliance.legal_holds SET organization_id=NULL;
DELETE FROM organizations WHERE id=1;
SELECT pg_temp.is('organisation deletion removes jobs and users', (SELECT count(*)::int FROM jobs WHERE organization_id=1)+(SELECT count(*)::int FROM users WHERE organization_id=1), 0);
REFRESH MATERIALIZED VIEW CONCURRENTLY active_jobs_summary;
SELECT pg_temp.is('materialised view lists open jobs', (SELECT count(*)::int FROM active_jobs_summary), 1);
