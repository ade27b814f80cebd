-- Several workers at one full refresh of matches: what they set out to do, who ranks which posting, who ends it.

--@table pipeline.match_claims level=I retention=match_result | Postings of a full refresh that several workers share, as they were when it began, and who ranks them; gone when it ends.
CREATE TABLE pipeline.match_claims (
  generation_id bigint NOT NULL REFERENCES pipeline.match_generations ON DELETE CASCADE, --@ I
  job_id bigint NOT NULL REFERENCES public.jobs ON DELETE CASCADE, --@ I
  posting_hash bigint NOT NULL, --@ I | As in match_pools, when the refresh began
  search_hash bigint NOT NULL, --@ I | As in match_pools, when the refresh began
  is_marketplace boolean NOT NULL, --@ I | Whether everybody is searched; otherwise the candidates of its organization
  is_matched boolean NOT NULL, --@ I | Whether it has a vector and its organization wants matching
  lease_owner text, --@ I | Run and epoch of the worker that ranks it
  lease_expires_at timestamptz, --@ I | From then on it is anybody's
  takeover_count integer NOT NULL DEFAULT 0, --@ I | How often a lease ran out
  ranked_at timestamptz, --@ I | Since then its ranking is written
  PRIMARY KEY (generation_id, job_id),
  CONSTRAINT ck_match_claims_lease CHECK (num_nonnulls(lease_owner, lease_expires_at) IN (0, 2)),
  CONSTRAINT ck_match_claims_takeover CHECK (takeover_count >= 0)
);
CREATE INDEX idx_match_claims_job ON pipeline.match_claims (job_id); --@ for: FK

--@table pipeline.match_planned_candidates level=I retention=match_result | What a full refresh that several workers share saw of candidates who changed; remembered when it is published. No foreign key to the candidate, as match_candidate_states.
CREATE TABLE pipeline.match_planned_candidates (
  generation_id bigint NOT NULL REFERENCES pipeline.match_generations ON DELETE CASCADE, --@ I
  candidate_id bigint NOT NULL, --@ I
  input_hash bigint, --@ I | As in match_candidate_states; none for who may no longer be matched
  PRIMARY KEY (generation_id, candidate_id)
);

--@table pipeline.match_generations level=I retention=match_result | One computation of matches (full or incremental).
ALTER TABLE pipeline.match_generations
  ADD COLUMN shared_epoch bigint, --@ I | Epoch of the pipeline's fence under which several workers share it; none for one worker
  ADD COLUMN finisher text, --@ I | Worker that measures and publishes what several have ranked
  ADD COLUMN finisher_expires_at timestamptz; --@ I | From then on another worker may end it

--@table pipeline.fences level=I retention=reference | Epoch and holder of each scope of work; every writing transaction checks it.
ALTER TABLE pipeline.fences
  ADD COLUMN shared_work text; --@ I | What those who share the scope are at; none when one has it alone

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('pipeline','match_claims','generation_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_claims','job_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_claims','posting_hash','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_claims','search_hash','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_claims','is_marketplace','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_claims','is_matched','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_claims','lease_owner','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_claims','lease_expires_at','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_claims','takeover_count','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_claims','ranked_at','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_planned_candidates','generation_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_planned_candidates','candidate_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_planned_candidates','input_hash','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_generations','shared_epoch','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_generations','finisher','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_generations','finisher_expires_at','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','fences','shared_work','internal','at_rest',NULL,'keep','reference');

COMMENT ON TABLE pipeline.match_claims IS 'Postings of a full refresh that several workers share, as they were when it began, and who ranks them; gone when it ends.';
COMMENT ON COLUMN pipeline.match_claims.posting_hash IS 'As in match_pools, when the refresh began';
COMMENT ON COLUMN pipeline.match_claims.search_hash IS 'As in match_pools, when the refresh began';
COMMENT ON COLUMN pipeline.match_claims.is_marketplace IS 'Whether everybody is searched; otherwise the candidates of its organization';
COMMENT ON COLUMN pipeline.match_claims.is_matched IS 'Whether it has a vector and its organization wants matching';
COMMENT ON COLUMN pipeline.match_claims.lease_owner IS 'Run and epoch of the worker that ranks it';
COMMENT ON COLUMN pipeline.match_claims.lease_expires_at IS 'From then on it is anybody''s';
COMMENT ON COLUMN pipeline.match_claims.takeover_count IS 'How often a lease ran out';
COMMENT ON COLUMN pipeline.match_claims.ranked_at IS 'Since then its ranking is written';
COMMENT ON INDEX pipeline.idx_match_claims_job IS 'Foreign key job_id';
COMMENT ON TABLE pipeline.match_planned_candidates IS 'What a full refresh that several workers share saw of candidates who changed; remembered when it is published. No foreign key to the candidate, as match_candidate_states.';
COMMENT ON COLUMN pipeline.match_planned_candidates.input_hash IS 'As in match_candidate_states; none for who may no longer be matched';
COMMENT ON COLUMN pipeline.match_generations.shared_epoch IS 'Epoch of the pipeline''s fence under which several workers share it; none for one worker';
COMMENT ON COLUMN pipeline.match_generations.finisher IS 'Worker that measures and publishes what several have ranked';
COMMENT ON COLUMN pipeline.match_generations.finisher_expires_at IS 'From then on another worker may end it';
COMMENT ON COLUMN pipeline.fences.shared_work IS 'What those who share the scope are at; none when one has it alone';

SELECT ops.install_grants();
SELECT ops.comment_primary_keys();
