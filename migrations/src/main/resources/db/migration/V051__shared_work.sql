-- Several workers at one backfill: who computes which vector, and who lists a source that others read from already.

--@table pipeline.embedding_claims level=I retention=embedding | Candidates whose vectors a worker is computing; short-lived.
CREATE TABLE pipeline.embedding_claims (
  embedding_model_id bigint NOT NULL REFERENCES public.embedding_models ON DELETE CASCADE, --@ I
  candidate_id bigint NOT NULL REFERENCES public.candidates ON DELETE CASCADE, --@ I
  lease_owner text NOT NULL, --@ I | Run and epoch of the worker
  lease_expires_at timestamptz NOT NULL, --@ I | From then on it is anybody's
  takeover_count integer NOT NULL DEFAULT 0, --@ I | How often a lease ran out
  PRIMARY KEY (embedding_model_id, candidate_id),
  CONSTRAINT ck_embedding_claims_takeover CHECK (takeover_count >= 0)
);
CREATE INDEX idx_embedding_claims_candidate ON pipeline.embedding_claims (candidate_id); --@ for: FK

--@table pipeline.ingestion_runs level=I retention=pipeline_log | One execution of an ingestion source.
ALTER TABLE pipeline.ingestion_runs
  ADD COLUMN lister text, --@ I | Worker that lists the source while others read from it already; none when nobody shares the run
  ADD COLUMN lister_expires_at timestamptz, --@ I | From then on the listing is begun anew by another worker
  ADD COLUMN listed_at timestamptz; --@ I | When the listing of a shared run was whole

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('pipeline','embedding_claims','embedding_model_id','internal','at_rest',NULL,'keep','embedding'),
 ('pipeline','embedding_claims','candidate_id','internal','at_rest',NULL,'keep','embedding'),
 ('pipeline','embedding_claims','lease_owner','internal','at_rest',NULL,'keep','embedding'),
 ('pipeline','embedding_claims','lease_expires_at','internal','at_rest',NULL,'keep','embedding'),
 ('pipeline','embedding_claims','takeover_count','internal','at_rest',NULL,'keep','embedding');
INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class)
SELECT c.schema_name, c.table_name, n.name, c.sensitivity, c.encryption, c.category, c.erase_action, c.retention_class
  FROM compliance.data_classifications c CROSS JOIN unnest(ARRAY['lister','lister_expires_at','listed_at']) AS n(name)
 WHERE c.schema_name = 'pipeline' AND c.table_name = 'ingestion_runs' AND c.column_name = 'run_id';

COMMENT ON TABLE pipeline.embedding_claims IS 'Candidates whose vectors a worker is computing; short-lived.';
COMMENT ON COLUMN pipeline.embedding_claims.lease_owner IS 'Run and epoch of the worker';
COMMENT ON COLUMN pipeline.embedding_claims.lease_expires_at IS 'From then on it is anybody''s';
COMMENT ON COLUMN pipeline.embedding_claims.takeover_count IS 'How often a lease ran out';
COMMENT ON INDEX pipeline.idx_embedding_claims_candidate IS 'Foreign key candidate_id';
COMMENT ON COLUMN pipeline.ingestion_runs.lister IS 'Worker that lists the source while others read from it already; none when nobody shares the run';
COMMENT ON COLUMN pipeline.ingestion_runs.lister_expires_at IS 'From then on the listing is begun anew by another worker';
COMMENT ON COLUMN pipeline.ingestion_runs.listed_at IS 'When the listing of a shared run was whole';

SELECT ops.install_grants();
SELECT ops.comment_primary_keys();
