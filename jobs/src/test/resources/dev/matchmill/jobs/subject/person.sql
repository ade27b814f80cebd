What the sample rows lack to be everything that can be kept about one person. In the order of the sections.

--- the login is the person's own
UPDATE users SET role = 'candidate', organization_id = NULL WHERE id = 900001

--- somebody of the staff
INSERT INTO users (id, organization_id, email, full_name, role)
VALUES (900003, 900001, 'staff@organization.example.com', 'Somebody Else', 'recruiter')

--- an invitation to the person
UPDATE verification_tokens SET identifier = (SELECT email FROM candidates WHERE id = 900001) WHERE id = 900001

--- what the staff is told
INSERT INTO notifications (user_id, notification_type, title, message, entity_type, entity_id)
SELECT 900003, 'new_application', 'title about ' || e.type, 'message about ' || e.type, e.type, 900001
FROM unnest(ARRAY['application', 'interview', 'offer', 'message']) AS e (type)

--- what the staff was told long ago
INSERT INTO archive.notifications (id, created_at, user_id, notification_type, title, message, entity_type, entity_id)
SELECT 900010 + e.n, '2020-01-15 00:00:00+00', 900003, 'new_application', 'old title', 'old message', e.type, e.id
FROM (VALUES (1, 'application', 900001), (2, 'interview', 900001), (3, 'offer', 900001), (4, 'message', 900001),
             (5, 'application', 1), (6, 'interview', 77), (7, 'job', 900001)) AS e (n, type, id)

--- a wish to match the person again
INSERT INTO pipeline.match_invalidations (candidate_id, reason) VALUES (900001, 'candidate_changed')

--- an archived application
UPDATE archive.applications
SET candidate_id = 900001, organization_id = 900001, job_id = 900001,
    payload = jsonb_build_object('tables', jsonb_build_object(
      'applications', (SELECT jsonb_agg(to_jsonb(a) || '{"id": 1}') FROM applications a WHERE a.id = 900001),
      'application_notes', (SELECT jsonb_agg(to_jsonb(n)) FROM application_notes n WHERE n.id = 900001),
      'application_stage_history', (SELECT jsonb_agg(to_jsonb(h)) FROM application_stage_history h WHERE h.id = 900001),
      'offers', (SELECT jsonb_agg(to_jsonb(o)) FROM offers o WHERE o.id = 900001),
      'interviews', (SELECT jsonb_agg(to_jsonb(i) || '{"id": 77}') FROM interviews i WHERE i.id = 900001)), 'links', '{}'::jsonb)
WHERE application_id = 1

--- its checksum
UPDATE archive.applications SET payload_sha256 = sha256(convert_to(payload::text, 'UTF8'))

--- the same of somebody else
INSERT INTO archive.applications (application_id, applied_at, organization_id, job_id, candidate_id, candidate_fingerprint, status,
    status_changed_at, payload, payload_version, payload_sha256, retention_until, archived_at)
SELECT 2, applied_at, 900002, 900002, 900002, sha256('somebody else'), status, status_changed_at, payload, payload_version,
       payload_sha256, retention_until, archived_at
FROM archive.applications
WHERE application_id = 1
--- requests that nobody works on
UPDATE compliance.data_subject_requests
SET status = 'received', started_at = NULL, markers_enc = NULL, encryption_key_id = NULL
