-- How the rows of each table come under the rules of a class: what RetainedTable makes its queries of.
-- Each section: class, action, table, how a row is ended, by which job; then a part a line, its continuation indented.
-- What country a row comes under: where the work is, else the organization's seat, else where the person lives.
-- What goes by itself comes before what it hangs on; persons and accounts come last.

--- recording delete public.interview_recordings ROWS J17
id: d.id
from: interview_recordings d JOIN interviews i ON i.id = d.interview_id
  JOIN applications a ON a.id = i.application_id JOIN jobs j ON j.id = a.job_id
organization: a.organization_id
candidate: a.candidate_id
country: j.location_country
state: j.location_state
created_at: d.recorded_at
last_activity: d.recorded_at
status_changed: a.status_changed_at
closed: j.closed_at
held: a.id IN (SELECT application_id FROM compliance.held_applications)
retention_until: d.retention_until
deletion: UPDATE files SET deleted_at = coalesce(deleted_at, :now)
  WHERE id IN (SELECT file_id FROM interview_recordings WHERE id = ANY (:ids)) ;
  DELETE FROM interview_recordings WHERE id = ANY (:ids)

--- communication delete public.messages ROWS J17
id: d.id
from: messages d LEFT JOIN applications a ON a.id = d.application_id LEFT JOIN jobs j ON j.id = a.job_id
  LEFT JOIN candidates c ON c.id = coalesce(d.candidate_id, a.candidate_id)
organization: d.organization_id
candidate: coalesce(d.candidate_id, a.candidate_id)
country: j.location_country
state: j.location_state
home: c.location_country
created_at: d.created_at
last_activity: greatest(d.created_at, d.sent_at, d.read_at)
status_changed: a.status_changed_at
closed: j.closed_at
held: d.organization_id IN (SELECT organization_id FROM compliance.held_organizations)
  OR d.application_id IN (SELECT application_id FROM compliance.held_applications)
  OR d.candidate_id IN (SELECT candidate_id FROM compliance.held_candidates)
blocker: CASE WHEN d.status::text = 'pending' THEN 'not sent yet' END
retention_until: d.retention_until
deletion: DELETE FROM messages WHERE id = ANY (:ids)

--- diversity delete public.diversity_data ROWS J17
id: d.id
from: diversity_data d JOIN candidates c ON c.id = d.candidate_id
organization: d.organization_id
candidate: d.candidate_id
home: c.location_country
created_at: d.collected_at
last_activity: c.last_activity_at
held: d.candidate_id IN (SELECT candidate_id FROM compliance.held_candidates)
  OR d.organization_id IN (SELECT organization_id FROM compliance.held_organizations)
deletion: DELETE FROM diversity_data WHERE id = ANY (:ids)

--- background_check delete public.background_checks ROWS J17
id: d.id
from: background_checks d JOIN applications a ON a.id = d.application_id JOIN jobs j ON j.id = a.job_id
organization: d.organization_id
candidate: coalesce(d.candidate_id, a.candidate_id)
country: j.location_country
state: j.location_state
created_at: d.created_at
last_activity: d.completed_at
status_changed: CASE WHEN d.status::text IN ('completed','cancelled','expired','failed') THEN coalesce(d.completed_at, d.created_at) END
closed: j.closed_at
expired: d.expires_at
held: a.id IN (SELECT application_id FROM compliance.held_applications)
retention_until: d.retention_until
deletion: UPDATE files SET deleted_at = coalesce(deleted_at, :now)
  WHERE id IN (SELECT report_file_id FROM background_checks WHERE id = ANY (:ids)) ;
  DELETE FROM background_checks WHERE id = ANY (:ids)

--- hire_record delete public.offers ROWS J17
id: d.id
from: offers d JOIN applications a ON a.id = d.application_id JOIN jobs j ON j.id = d.job_id
organization: d.organization_id
candidate: d.candidate_id
country: j.location_country
state: j.location_state
created_at: d.created_at
last_activity: greatest(d.created_at, d.responded_at, a.status_changed_at)
status_changed: greatest(d.responded_at, a.status_changed_at)
closed: j.closed_at
expired: d.expires_at
held: a.id IN (SELECT application_id FROM compliance.held_applications)
retention_until: d.retention_until
deletion: DELETE FROM offers WHERE id = ANY (:ids)

--- hire_record delete public.referral_bonuses ROWS J17
id: d.id
from: referral_bonuses d JOIN referrals r ON r.id = d.referral_id LEFT JOIN jobs j ON j.id = r.job_id
organization: r.organization_id
candidate: r.candidate_id
country: j.location_country
state: j.location_state
created_at: d.created_at
last_activity: greatest(d.created_at, d.paid_at)
status_changed: CASE WHEN d.status::text IN ('paid','forfeited','cancelled') THEN coalesce(d.paid_at, d.updated_at) END
closed: j.closed_at
held: r.job_id IN (SELECT job_id FROM compliance.held_jobs)
  OR r.application_id IN (SELECT application_id FROM compliance.held_applications)
  OR r.candidate_id IN (SELECT candidate_id FROM compliance.held_candidates)
  OR r.organization_id IN (SELECT organization_id FROM compliance.held_organizations)
deletion: DELETE FROM referral_bonuses WHERE id = ANY (:ids)

--- embedding delete public.embeddings ROWS J17
id: d.id
from: candidates d
pending: (d.anonymized_at IS NOT NULL OR d.deleted_at IS NOT NULL)
  AND EXISTS (SELECT 1 FROM embeddings e WHERE e.entity_type = 'candidate' AND e.entity_id = d.id)
candidate: d.id
country: d.location_country
created_at: coalesce(d.anonymized_at, d.deleted_at)
last_activity: coalesce(d.anonymized_at, d.deleted_at)
held: d.id IN (SELECT candidate_id FROM compliance.held_candidates)
deletion: DELETE FROM embeddings WHERE entity_type = 'candidate' AND entity_id = ANY (:ids)

--- match_result delete pipeline.match_generations ROWS J17
id: d.id
from: pipeline.match_generations d
pending: d.status::text IN ('retired','failed')
  AND NOT EXISTS (SELECT 1 FROM pipeline.match_job_states s WHERE s.active_generation_id = d.id OR s.previous_generation_id = d.id)
  AND NOT EXISTS (SELECT 1 FROM pipeline.match_model_states k WHERE k.generation_id = d.id)
created_at: coalesce(d.retired_at, d.started_at)
last_activity: coalesce(d.retired_at, d.started_at)
status_changed: coalesce(d.retired_at, d.started_at)
held: EXISTS (SELECT 1 FROM compliance.held_candidates h JOIN pipeline.match_results r ON r.candidate_id = h.candidate_id AND r.generation_id = d.id)
deletion: DELETE FROM pipeline.match_results WHERE generation_id = ANY (:ids) ;
  DELETE FROM pipeline.match_generations WHERE id = ANY (:ids)

--- pipeline_log delete pipeline.dead_letters ROWS J17
id: d.id
from: pipeline.dead_letters d JOIN pipeline.ingestion_sources s ON s.id = d.source_id
pending: d.status::text IN ('resolved','discarded')
organization: s.organization_id
created_at: d.first_failed_at
last_activity: d.last_failed_at
status_changed: d.resolved_at
held: s.organization_id IN (SELECT organization_id FROM compliance.held_organizations)
deletion: DELETE FROM pipeline.dead_letters WHERE id = ANY (:ids)

--- pipeline_log delete pipeline.runs ROWS J17
id: d.id
from: pipeline.runs d
pending: d.finished_at IS NOT NULL
created_at: d.started_at
last_activity: d.finished_at
status_changed: d.finished_at
deletion: DELETE FROM pipeline.runs WHERE id = ANY (:ids)

--- ops_metric delete ops.index_snapshots ROWS J17
id: d.id
from: (SELECT DISTINCT captured_at, (extract(epoch FROM captured_at) * 1000000)::bigint AS id FROM ops.index_snapshots) d
created_at: d.captured_at
deletion: DELETE FROM ops.index_snapshots WHERE captured_at IN (SELECT timestamptz 'epoch' + i * interval '1 microsecond' FROM unnest(CAST(:ids AS bigint[])) i)

--- ops_metric delete ops.table_snapshots ROWS J17
id: d.id
from: (SELECT DISTINCT captured_at, (extract(epoch FROM captured_at) * 1000000)::bigint AS id FROM ops.table_snapshots) d
created_at: d.captured_at
deletion: DELETE FROM ops.table_snapshots WHERE captured_at IN (SELECT timestamptz 'epoch' + i * interval '1 microsecond' FROM unnest(CAST(:ids AS bigint[])) i)

--- ops_metric delete ops.query_snapshots ROWS J17
id: d.id
from: (SELECT DISTINCT captured_at, (extract(epoch FROM captured_at) * 1000000)::bigint AS id FROM ops.query_snapshots) d
created_at: d.captured_at
deletion: DELETE FROM ops.query_snapshots WHERE captured_at IN (SELECT timestamptz 'epoch' + i * interval '1 microsecond' FROM unnest(CAST(:ids AS bigint[])) i)

--- ops_metric delete ops.database_snapshots ROWS J17
id: d.id
from: (SELECT captured_at, (extract(epoch FROM captured_at) * 1000000)::bigint AS id FROM ops.database_snapshots) d
created_at: d.captured_at
deletion: DELETE FROM ops.database_snapshots WHERE captured_at IN (SELECT timestamptz 'epoch' + i * interval '1 microsecond' FROM unnest(CAST(:ids AS bigint[])) i)

--- ops_metric delete ops.maintenance_findings ROWS J17
id: d.id
from: ops.maintenance_findings d
pending: d.resolved_at IS NOT NULL
created_at: d.first_seen_at
last_activity: d.last_seen_at
closed: d.resolved_at
deletion: DELETE FROM ops.maintenance_findings WHERE id = ANY (:ids)

--- application flag public.applications ELSEWHERE J16
id: d.id
from: applications d JOIN jobs j ON j.id = d.job_id LEFT JOIN candidates c ON c.id = d.candidate_id
pending: d.archived_at IS NULL AND d.anonymized_at IS NULL AND d.status = 'rejected'
organization: d.organization_id
candidate: d.candidate_id
country: j.location_country
state: j.location_state
home: c.location_country
created_at: d.applied_at
last_activity: greatest(d.applied_at, d.status_changed_at)
status_changed: d.status_changed_at
closed: j.closed_at
held: d.id IN (SELECT application_id FROM compliance.held_applications)

--- application archive public.applications ELSEWHERE J20
id: d.id
from: applications d JOIN jobs j ON j.id = d.job_id LEFT JOIN candidates c ON c.id = d.candidate_id
pending: d.archived_at IS NOT NULL
organization: d.organization_id
candidate: d.candidate_id
country: j.location_country
state: j.location_state
home: c.location_country
created_at: d.applied_at
last_activity: greatest(d.applied_at, d.status_changed_at)
status_changed: d.status_changed_at
closed: j.closed_at
held: d.id IN (SELECT application_id FROM compliance.held_applications)
blocker: CASE WHEN EXISTS (SELECT 1 FROM background_checks b WHERE b.application_id = d.id) THEN 'background check' END

--- job archive public.jobs ELSEWHERE J20
id: d.id
from: jobs d
pending: d.status::text IN ('closed','archived')
organization: d.organization_id
country: d.location_country
state: d.location_state
created_at: d.created_at
closed: d.closed_at
expired: d.expires_at
held: d.id IN (SELECT job_id FROM compliance.held_jobs)
blocker: CASE WHEN EXISTS (SELECT 1 FROM applications a WHERE a.job_id = d.id) THEN 'applications' END

--- application anonymise archive.applications APPLICATION J17
id: d.application_id
from: archive.applications d LEFT JOIN archive.jobs k ON k.job_id = d.job_id LEFT JOIN jobs j ON j.id = d.job_id
  LEFT JOIN candidates c ON c.id = d.candidate_id
pending: d.anonymized_at IS NULL
organization: d.organization_id
candidate: d.candidate_id
country: coalesce(j.location_country, k.payload #>> '{tables,jobs,0,location_country}')
state: coalesce(j.location_state, k.payload #>> '{tables,jobs,0,location_state}')
home: c.location_country
created_at: d.applied_at
last_activity: greatest(d.applied_at, d.status_changed_at)
status_changed: d.status_changed_at
closed: coalesce(j.closed_at, k.closed_at)
held: d.application_id IN (SELECT application_id FROM compliance.held_archived_applications)
retention_until: d.retention_until

--- application anonymise public.applications APPLICATION J17
id: d.id
from: applications d JOIN jobs j ON j.id = d.job_id LEFT JOIN candidates c ON c.id = d.candidate_id
pending: d.anonymized_at IS NULL
organization: d.organization_id
candidate: d.candidate_id
country: j.location_country
state: j.location_state
home: c.location_country
created_at: d.applied_at
last_activity: greatest(d.applied_at, d.status_changed_at)
status_changed: d.status_changed_at
closed: j.closed_at
expired: j.expires_at
held: d.id IN (SELECT application_id FROM compliance.held_applications)
blocker: CASE WHEN d.status::text NOT IN ('rejected','withdrawn','hired') AND j.closed_at IS NULL AND d.deleted_at IS NULL THEN 'running application'
  WHEN EXISTS (SELECT 1 FROM background_checks b WHERE b.application_id = d.id) THEN 'background check' END
restricted: d.restriction_reason = 'retention_clash'
retention_until: d.retention_until

--- candidate_profile anonymise public.candidates PERSON J17
id: d.id
from: candidates d
pending: d.anonymized_at IS NULL AND d.merged_into_id IS NULL
organization: (SELECT CASE WHEN min(u.o) = max(u.o) THEN min(u.o) END FROM (
  SELECT a.organization_id FROM applications a WHERE a.candidate_id = d.id
  UNION ALL SELECT a.organization_id FROM archive.applications a WHERE a.candidate_id = d.id
  UNION ALL SELECT p.organization_id FROM talent_pool_memberships m JOIN talent_pools p ON p.id = m.pool_id WHERE m.candidate_id = d.id
  UNION ALL SELECT s.organization_id FROM pipeline.source_records r JOIN pipeline.ingestion_sources s ON s.id = r.source_id WHERE r.candidate_id = d.id) u (o))
candidate: d.id
country: d.location_country
state: d.location_state
created_at: d.created_at
last_activity: d.last_activity_at
status_changed: coalesce((SELECT max(a.status_changed_at) FROM applications a WHERE a.candidate_id = d.id), d.last_activity_at)
held: d.id IN (SELECT candidate_id FROM compliance.held_candidates)
blocker: CASE WHEN EXISTS (SELECT 1 FROM applications a JOIN jobs j ON j.id = a.job_id WHERE a.candidate_id = d.id AND a.deleted_at IS NULL
    AND a.anonymized_at IS NULL AND a.status::text NOT IN ('rejected','withdrawn','hired') AND j.closed_at IS NULL) THEN 'running application'
  WHEN EXISTS (SELECT 1 FROM background_checks b JOIN applications a ON a.id = b.application_id WHERE coalesce(b.candidate_id, a.candidate_id) = d.id) THEN 'background check'
  WHEN EXISTS (SELECT 1 FROM applications a WHERE a.candidate_id = d.id AND a.restriction_reason = 'retention_clash' AND a.anonymized_at IS NULL) THEN 'restricted application' END
restricted: d.restriction_reason = 'retention_clash'
  AND (NOT EXISTS (SELECT 1 FROM applications a WHERE a.candidate_id = d.id AND a.restricted_at IS NOT NULL AND a.anonymized_at IS NULL)
    OR EXISTS (SELECT 1 FROM applications a WHERE a.candidate_id = d.id AND a.restricted_at IS NULL AND a.anonymized_at IS NULL))
retention_until: d.retention_until

--- account anonymise public.users ACCOUNT J17
id: d.id
from: users d
pending: d.anonymized_at IS NULL
organization: d.organization_id
candidate: (SELECT c.id FROM candidates c WHERE c.user_id = d.id)
created_at: d.created_at
last_activity: greatest(d.created_at, d.last_login_at)
status_changed: d.deleted_at
closed: d.deleted_at
held: d.id IN (SELECT user_id FROM compliance.held_users)
blocker: CASE WHEN EXISTS (SELECT 1 FROM candidates c WHERE c.user_id = d.id AND c.anonymized_at IS NULL) THEN 'candidate profile' END
retention_until: d.retention_until
