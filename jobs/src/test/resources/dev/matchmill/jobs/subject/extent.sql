--- two duplicates
INSERT INTO candidates (id, email, full_name, merged_into_id) VALUES (900004, 'second@example.com', 'Second', 900001);
INSERT INTO candidates (id, email, full_name, merged_into_id) VALUES (900005, 'third@example.com', 'Third', 900004)

--- the person applies to the other organization
INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email)
VALUES (900006, 900002, 900002, 900001, 'email.of.candidates@example.com');
INSERT INTO messages (id, organization_id, candidate_id, channel, body) VALUES (900006, 900002, 900001, 'email', 'from the other organization');
INSERT INTO talent_pool_memberships (pool_id, candidate_id) VALUES (900002, 900001)

--- an application that nobody linked
INSERT INTO applications (id, job_id, organization_id, candidate_email) VALUES (900007, 900002, 900002, 'unlinked@example.com')

--- somebody else's reference to the person's file
INSERT INTO candidate_documents (candidate_id, file_id, kind) VALUES (900002, 900001, 'portfolio')
