-- A refresh of matches costs what changed: what each posting's ranking was made from, and what was seen of each candidate.

--@table pipeline.match_pools level=I retention=match_result | What a posting's ranking was made from: the candidates near it, how near, how scored, and where the search ended.
CREATE TABLE pipeline.match_pools (
  job_id bigint NOT NULL REFERENCES public.jobs ON DELETE CASCADE,
  generation_id bigint NOT NULL REFERENCES pipeline.match_generations ON DELETE CASCADE, --@ I | The refresh that made it; visible to the next one when match_job_states points to it
  posting_hash bigint NOT NULL, --@ I | Hash of everything of the posting's side that its ranking follows from
  search_hash bigint NOT NULL, --@ I | Hash of what the search for near candidates follows from: model, vector, scope, settings
  has_results boolean NOT NULL, --@ I | Whether this refresh wrote results too; otherwise those of an earlier one still hold
  candidate_ids bigint[] NOT NULL, --@ I | Nearest first, then applicants who are farther away; ids alone, nothing of the persons
  similarities double precision[] NOT NULL,
  scores double precision[] NOT NULL, --@ I | NaN where no score was needed
  near_count integer NOT NULL, --@ I | So many of them come from the search
  floor_similarity double precision, --@ I | Nobody else is nearer than this; none where everybody in scope is listed
  floor_candidate_id bigint, --@ I | Ends the order among equally near ones
  PRIMARY KEY (job_id, generation_id),
  CONSTRAINT ck_match_pools_similarities CHECK (cardinality(similarities) = cardinality(candidate_ids)),
  CONSTRAINT ck_match_pools_scores CHECK (cardinality(scores) = cardinality(candidate_ids)),
  CONSTRAINT ck_match_pools_near_count CHECK (near_count BETWEEN 0 AND cardinality(candidate_ids)),
  CONSTRAINT ck_match_pools_floor CHECK (num_nonnulls(floor_similarity, floor_candidate_id) IN (0, 2))
);
CREATE INDEX idx_match_pools_generation ON pipeline.match_pools (generation_id); --@ for: FK

--@table pipeline.match_candidate_states level=I retention=match_result | What the last refresh saw of each candidate who may be matched, as a hash. No foreign key: it must outlive its candidate until the next refresh has noticed.
CREATE TABLE pipeline.match_candidate_states (
  candidate_id bigint PRIMARY KEY,
  input_hash bigint NOT NULL --@ I | Hash of everything of the candidate's side that matches follow from
);

--@table pipeline.match_job_states level=I retention=match_result | Which generation is visible for a job. The swap is one UPDATE of this pointer.
ALTER TABLE pipeline.match_job_states
  ADD COLUMN pool_generation_id bigint REFERENCES pipeline.match_generations ON DELETE SET NULL; --@ I | Whose match_pools row the next refresh starts from

-- Hashes need nobody to be trusted with timestamps; so nothing has ever been written here.
DROP TABLE pipeline.match_watermarks;
DELETE FROM compliance.data_classifications WHERE schema_name = 'pipeline' AND table_name = 'match_watermarks';

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('pipeline','match_pools','job_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','generation_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','posting_hash','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','search_hash','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','has_results','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','candidate_ids','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','similarities','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','scores','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','near_count','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','floor_similarity','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_pools','floor_candidate_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_candidate_states','candidate_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_candidate_states','input_hash','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_job_states','pool_generation_id','internal','at_rest',NULL,'keep','match_result');

COMMENT ON TABLE pipeline.match_pools IS 'What a posting''s ranking was made from: the candidates near it, how near, how scored, and where the search ended.';
COMMENT ON COLUMN pipeline.match_pools.generation_id IS 'The refresh that made it; visible to the next one when match_job_states points to it';
COMMENT ON COLUMN pipeline.match_pools.posting_hash IS 'Hash of everything of the posting''s side that its ranking follows from';
COMMENT ON COLUMN pipeline.match_pools.search_hash IS 'Hash of what the search for near candidates follows from: model, vector, scope, settings';
COMMENT ON COLUMN pipeline.match_pools.has_results IS 'Whether this refresh wrote results too; otherwise those of an earlier one still hold';
COMMENT ON COLUMN pipeline.match_pools.candidate_ids IS 'Nearest first, then applicants who are farther away; ids alone, nothing of the persons';
COMMENT ON COLUMN pipeline.match_pools.scores IS 'NaN where no score was needed';
COMMENT ON COLUMN pipeline.match_pools.near_count IS 'So many of them come from the search';
COMMENT ON COLUMN pipeline.match_pools.floor_similarity IS 'Nobody else is nearer than this; none where everybody in scope is listed';
COMMENT ON COLUMN pipeline.match_pools.floor_candidate_id IS 'Ends the order among equally near ones';
COMMENT ON TABLE pipeline.match_candidate_states IS 'What the last refresh saw of each candidate who may be matched, as a hash. No foreign key: it must outlive its candidate until the next refresh has noticed.';
COMMENT ON COLUMN pipeline.match_candidate_states.input_hash IS 'Hash of everything of the candidate''s side that matches follow from';
COMMENT ON COLUMN pipeline.match_job_states.pool_generation_id IS 'Whose match_pools row the next refresh starts from';
COMMENT ON COLUMN pipeline.match_generations.input_fingerprint IS 'Of earlier releases: hash over everything; now match_pools and match_candidate_states tell what changed';
COMMENT ON TABLE pipeline.match_invalidations IS 'What must be matched again whatever the hashes say, and why. The refresh that did it deletes the entry.';
COMMENT ON INDEX pipeline.idx_match_pools_generation IS 'Foreign key generation_id';

SELECT ops.install_grants();
SELECT ops.comment_primary_keys();
