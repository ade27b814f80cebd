Rows for the checks that every recurring job has to pass (EveryJobIT, KilledJobIT), on the world of HygieneRows, in which organization 2,
its user 2, candidate 2 and application 2 are under a legal hold.

  due        rows that the job changes; of their own, so that nothing held hangs on them
  held       rows that would be due and must stay, counted
  no hold    instead of held: why a hold does not keep this job from its work
  no rows    instead of due and held: the job changes no row of business (this is tested) and why
  clock      what the test adds to the server's time, an interval; without it: nothing
  whenever   why not the clock decides what is due; without it: a run 400 days earlier must find nothing due
  killed at  the table at whose turn the job is killed

--- J01 due
INSERT INTO user_sessions (user_id, session_token_hash, created_at, expires_at)
SELECT 1, sha256(('due' || i)::bytea), now() - interval '30 days', now() - i * interval '1 hour'
FROM generate_series(1, 50) i;
INSERT INTO user_sessions (user_id, session_token_hash, created_at, expires_at)
VALUES (1, sha256('valid'), now(), now() + interval '9 days');
INSERT INTO files (id, organization_id, kind, original_name, storage_backend, storage_key, mime_type, size_bytes, content_sha256)
VALUES (1, 1, 'resume', 'a.pdf', 'filesystem', 'aa/1', 'application/pdf', 3, sha256('a'));
INSERT INTO file_access_controls (file_id, grantee_type, grantee_user_id, permission, expires_at)
VALUES (1, 'user', 1, 'read', now() - interval '1 hour'), (1, 'user', 1, 'write', now() + interval '9 days');

--- J01 held
INSERT INTO user_sessions (user_id, session_token_hash, created_at, expires_at)
VALUES (2, sha256('held'), now() - interval '30 days', now() - interval '1 hour');

--- J01 killed at
file_access_controls

--- J02 due
INSERT INTO password_reset_tokens (user_id, token_hash, created_at, expires_at)
VALUES (1, sha256('due'), now() - interval '3 days', now() - interval '2 days');
INSERT INTO verification_tokens (identifier, purpose, token_hash, created_at, expires_at)
VALUES ('u1@example.org', 'email_verification', sha256('due'), now() - interval '3 days', now() - interval '2 days');

--- J02 held
INSERT INTO password_reset_tokens (user_id, token_hash, created_at, expires_at)
VALUES (2, sha256('held'), now() - interval '3 days', now() - interval '2 days');

--- J02 killed at
verification_tokens

--- J03 due
INSERT INTO jobs (id, organization_id, title, description, status, posted_at, expires_at)
VALUES (10, 1, 'Past', 'x', 'open', now() - interval '9 days', now() - interval '1 hour'),
       (11, 1, 'Coming', 'x', 'open', now(), now() + interval '9 days');
INSERT INTO job_sources (id, kind, name) VALUES (1, 'job_board', 'board');
INSERT INTO job_source_postings (id, job_id, source_id, status, posted_at) VALUES (1, 10, 1, 'live', now() - interval '9 days'), (2, 11, 1, 'live', now());
INSERT INTO offers (id, application_id, job_id, organization_id, candidate_id, status, offer_amount, sent_at, expires_at)
VALUES (1, 1, 1, 1, 1, 'sent', 10, now() - interval '9 days', now() - interval '1 minute');
INSERT INTO candidate_consents (id, candidate_id, organization_id, consent_type, status, policy_version, granted_at, expires_at)
VALUES (1, 1, 1, 'talent_pool', 'granted', '1', now() - interval '9 days', now() - interval '1 minute');

--- J03 no hold
A posting, offer, consent or check that has run out is marked so; nothing about it ends.

--- J03 killed at
offers

--- J04 due
DO $$
DECLARE month date := date_trunc('month', now() - interval '7 months');
BEGIN
  EXECUTE format('CREATE TABLE notifications_%s PARTITION OF notifications FOR VALUES FROM (%L) TO (%L)',
                 to_char(month, 'YYYY_MM'), month, month + interval '1 month');
  INSERT INTO notifications (user_id, notification_type, title, message, created_at)
  SELECT 1, 'system', 't', 'm', month FROM generate_series(1, 50);
END $$;

--- J04 held
DO $$
DECLARE month date := date_trunc('month', now() - interval '20 months');
BEGIN
  EXECUTE format('CREATE TABLE archive.notifications_held PARTITION OF archive.notifications FOR VALUES FROM (%L) TO (%L)',
                 month, month + interval '1 month');
  INSERT INTO archive.notifications (id, user_id, notification_type, title, message, created_at) VALUES (1, 2, 'system', 't', 'm', month);
END $$;

--- J04 killed at
archive.notifications

--- J09 due
INSERT INTO jobs (id, organization_id, title, description, status, posted_at) VALUES (10, 1, 'Own', 'x', 'open', now());
INSERT INTO applications (id, job_id, organization_id, candidate_email, source)
VALUES (10, 10, 1, 'new@example.org', 'direct'), (11, 10, 1, 'other@example.org', 'referral');

--- J09 no hold
Linking an application to the candidate of its address ends nothing.

--- J09 killed at
candidates

--- J10 due
INSERT INTO talent_pools (id, organization_id, name) VALUES (1, 1, 'pool');
INSERT INTO candidate_consents (id, candidate_id, organization_id, consent_type, status, policy_version, granted_at, withdrawn_at)
VALUES (1, 1, 1, 'talent_pool', 'withdrawn', '1', now() - interval '9 days', now() - interval '1 day'),
       (2, 1, 1, 'privacy_notice', 'withdrawn', '1', now() - interval '9 days', now() - interval '1 day');
INSERT INTO talent_pool_memberships (pool_id, candidate_id, consent_id) VALUES (1, 1, 1);
INSERT INTO diversity_data (candidate_id, organization_id, gender, consent_id) VALUES (1, 1, 'female', 2);

--- J10 held
INSERT INTO talent_pools (id, organization_id, name) VALUES (2, 2, 'held');
INSERT INTO candidate_consents (id, candidate_id, organization_id, consent_type, status, policy_version, granted_at, withdrawn_at)
VALUES (3, 2, 2, 'talent_pool', 'withdrawn', '1', now() - interval '9 days', now() - interval '1 day');
INSERT INTO talent_pool_memberships (pool_id, candidate_id, consent_id) VALUES (2, 2, 3);

--- J10 whenever
A consent that is withdrawn has no date on which its effect begins: at once.

--- J10 killed at
diversity_data

--- J11 due
INSERT INTO jobs (id, organization_id, title, description, status, posted_at) VALUES (10, 1, 'Counted', 'x', 'open', now());
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email) VALUES (10, 10, 1, 1, 'c1@example.org');
UPDATE job_counters SET applications_count = 7 WHERE job_id = 10;
INSERT INTO talent_pools (id, organization_id, name) VALUES (1, 1, 'pool');
UPDATE talent_pools SET members_count = 9 WHERE id = 1;

--- J11 no hold
A counter is no evidence: what it counts stays.

--- J11 whenever
A counter is wrong or right at any time.

--- J11 killed at
talent_pools

--- J28 due
INSERT INTO files (id, organization_id, kind, original_name, storage_backend, storage_key, mime_type, size_bytes, content_sha256, created_at)
VALUES (1, 1, 'resume', 'a.pdf', 'filesystem', 'aa/1', 'application/pdf', 3, sha256('a'), now() - interval '8 days');
INSERT INTO pipeline.ingestion_sources (id, kind, item_type, name, location) VALUES (1, 'filesystem', 'resume', 'in', '/in');
INSERT INTO pipeline.source_records (source_id, external_id, state, reason, vanished_at)
VALUES (1, 'gone', 'deferred', 'vanished', now() - interval '31 days');

--- J28 held
INSERT INTO files (id, organization_id, kind, original_name, storage_backend, storage_key, mime_type, size_bytes, content_sha256, created_at, candidate_id)
VALUES (2, 1, 'resume', 'b.pdf', 'filesystem', 'aa/2', 'application/pdf', 3, sha256('b'), now() - interval '90 days', 2);

--- J28 killed at
files

--- J29 due
INSERT INTO user_legacy_identities (user_id, external_id, retire_after) VALUES (1, 'past', current_date - 1), (1, 'coming', current_date + 9);

--- J29 held
INSERT INTO user_legacy_identities (user_id, external_id, retire_after) VALUES (2, 'held', current_date - 1);

--- J29 killed at
user_legacy_identities

--- J06 no rows
Keeps figures of statements in ops.

--- J07 no rows
Looks at the server's connections.

--- J12 no rows
Keeps figures of indexes in ops.

--- J13 no rows
Compares figures that J12 kept.

--- J14 no rows
Keeps figures of tables in ops.

--- J18 no rows
Ranks statements that J06 kept.

--- J19 no rows
Rebuilds indexes; the rows that they point to stay as they are.

--- J21 no rows
Compares definitions and figures of indexes.

--- J23 no rows
Computes a view anew from rows that stay as they are.

--- J26 no rows
Keeps figures of the server in ops.

--- J32 no rows
What it deletes tells of runs only, in batch and ops.

--- J31 no rows
Vacuum removes what nobody can see any more; statistics are no rows of business.

--- J15 due
DO $$ BEGIN PERFORM ops.create_partitions(now() - interval '100 days'); END $$;
INSERT INTO notifications (user_id, notification_type, title, message, created_at)
SELECT 1, 'system', 't', 'm', now() - interval '100 days' FROM generate_series(1, 50);
INSERT INTO notifications (user_id, notification_type, title, message, created_at)
VALUES (1, 'system', 'young', 'm', now() - interval '80 days');

--- J15 held
DO $$ BEGIN PERFORM ops.create_partitions(now() - interval '100 days'); END $$;
INSERT INTO notifications (user_id, notification_type, title, message, created_at)
VALUES (2, 'system', 'held', 'm', now() - interval '100 days');

--- J15 killed at
archive.notifications

--- J16 due
INSERT INTO jobs (id, organization_id, title, description, status, posted_at) VALUES (10, 1, 'Own', 'x', 'open', now() - interval '3 years');
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email, status, rejection_reason, status_changed_at, applied_at, created_at)
VALUES (10, 10, 1, 1, 'c1@example.org', 'rejected', 'not_qualified', now() - interval '7 months', now() - interval '8 months', now() - interval '8 months');

--- J16 held
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email, status, rejection_reason, status_changed_at, applied_at, created_at)
VALUES (11, 2, 2, 1, 'c1@example.org', 'rejected', 'not_qualified', now() - interval '7 months', now() - interval '8 months', now() - interval '8 months');

--- J16 killed at
applications

--- J17 due
INSERT INTO candidates (id, email, full_name, last_activity_at) VALUES (10, 'c10@example.org', 'Cleo', now());
INSERT INTO jobs (id, organization_id, title, description, status, posted_at) VALUES (10, 1, 'Own', 'x', 'open', now() - interval '3 years');
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email, status, rejection_reason, status_changed_at, applied_at, created_at)
VALUES (10, 10, 1, 10, 'c10@example.org', 'rejected', 'not_qualified', now() - interval '25 months', now() - interval '26 months', now() - interval '26 months');

--- J17 held
INSERT INTO candidates (id, email, full_name, last_activity_at) VALUES (11, 'c11@example.org', 'Clem', now());
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email, status, rejection_reason, status_changed_at, applied_at, created_at)
VALUES (11, 2, 2, 11, 'c11@example.org', 'rejected', 'not_qualified', now() - interval '25 months', now() - interval '26 months', now() - interval '26 months');

--- J17 whenever
Every run writes into each row on which day it will be due; what ends on which day is tested by j17_.

--- J17 dates held rows
The day on which a held row would end is told to whoever asks what a hold keeps; nothing else in it changes.

--- J17 killed at
applications

--- J20 due
INSERT INTO candidates (id, email, full_name) VALUES (10, 'c10@example.org', 'Cleo');
INSERT INTO jobs (id, organization_id, title, description, status, posted_at, closed_at)
VALUES (10, 1, 'Own', 'x', 'closed', now() - interval '3 years', now() - interval '25 months');
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email, status, rejection_reason, status_changed_at, archived_at, applied_at, created_at)
VALUES (10, 10, 1, 10, 'c10@example.org', 'rejected', 'not_qualified', now() - interval '25 months', now() - interval '19 months', now() - interval '26 months', now() - interval '26 months');
INSERT INTO application_notes (application_id, body) VALUES (10, 'Writes clearly');

--- J20 held
INSERT INTO candidates (id, email, full_name) VALUES (11, 'c11@example.org', 'Clem');
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email, status, rejection_reason, status_changed_at, archived_at, applied_at, created_at)
VALUES (11, 2, 2, 11, 'c11@example.org', 'rejected', 'not_qualified', now() - interval '25 months', now() - interval '19 months', now() - interval '26 months', now() - interval '26 months');

--- J20 killed at
application_notes

--- J05 due
INSERT INTO candidates (id, email, full_name) VALUES (10, 'c10@example.org', 'Cleo Marlowe');
INSERT INTO jobs (id, organization_id, title, description, status, posted_at) VALUES (10, 1, 'Own', 'x', 'open', now());
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email, cover_letter_text)
VALUES (10, 10, 1, 10, 'c10@example.org', 'Cleo Marlowe writes');
INSERT INTO compliance.data_subject_requests (id, request_type, scope, candidate_id, subject_fingerprint, status, received_at, due_at, identity_verified_at, verification_method, decided_at)
VALUES (10, 'erasure', 'platform', 10, sha256('c10'), 'approved', now() - interval '9 days', now() + interval '20 days', now() - interval '8 days', 'in_person', now() - interval '7 days');

--- J05 held
INSERT INTO compliance.data_subject_requests (id, request_type, scope, candidate_id, subject_fingerprint, status, received_at, due_at, identity_verified_at, verification_method, decided_at)
VALUES (11, 'erasure', 'platform', 2, sha256('c2'), 'approved', now() - interval '9 days', now() + interval '20 days', now() - interval '8 days', 'in_person', now() - interval '7 days');

--- J05 whenever
An approved request is executed at once: its deadline orders the work, and when it has passed it is a finding.

--- J05 killed at
applications

--- J08 no rows
Writes a file outside the database and its row in ops; removes files past their end.

--- J08 whole
A dump is whole or not there: each run that is stopped takes its own away, and the next begins anew.

--- J22 no rows
Restores into a server of its own; the database that is backed up is only read.
