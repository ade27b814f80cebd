-- Models beside each other: where a model's files lie, when its vectors were complete, what its matches were; and what every vector must be.

--@table public.embedding_models level=I retention=reference | Embedding model known to the system.
ALTER TABLE embedding_models
  ADD COLUMN folder text NOT NULL DEFAULT '', --@ I | Folder of the model's files on the machine that embeds; empty for the one that ships
  ADD COLUMN space_sha256 sha256_digest, --@ I | Hash of everything that decides about a vector: files, pooling, prefixes, longest text, way of cutting; none for models of earlier releases
  ADD COLUMN built_at timestamptz, --@ I | Since when everybody has a vector of it; from then on each embedding keeps it up to date
  ADD COLUMN dropped_at timestamptz, --@ I | When its vectors were dropped
  ADD CONSTRAINT ck_embedding_models_dropped CHECK (dropped_at IS NULL OR (NOT is_active AND built_at IS NULL)) NOT VALID;

-- What an active model lacks, the next embedding adds: it always did.
UPDATE embedding_models SET built_at = activated_at WHERE is_active;

--@table public.embeddings level=H retention=embedding | Vector of an entity; list-partitioned by entity type, then by model. A vector of personal text is personal data.
ALTER TABLE embeddings
  ADD COLUMN left_out_token_count integer NOT NULL DEFAULT 0, --@ I | Tokens of the text that no passage holds
  ADD CONSTRAINT ck_embeddings_left_out CHECK (left_out_token_count >= 0) NOT VALID,
  ADD CONSTRAINT ck_embeddings_unit_length CHECK (vector_norm(embedding_vector) BETWEEN 0.99 AND 1.01) NOT VALID;

--@table pipeline.match_model_states level=I retention=match_result | What was last shown of a posting with a model that is not active now: what going back to that model shows again.
CREATE TABLE pipeline.match_model_states (
  job_id bigint NOT NULL REFERENCES public.jobs ON DELETE CASCADE, --@ I
  embedding_model_id bigint NOT NULL REFERENCES public.embedding_models ON DELETE NO ACTION, --@ I
  generation_id bigint NOT NULL REFERENCES pipeline.match_generations ON DELETE CASCADE, --@ I
  job_content_hash sha256_digest, --@ I
  results_count integer NOT NULL DEFAULT 0, --@ I
  refreshed_at timestamptz NOT NULL DEFAULT now(), --@ I
  PRIMARY KEY (job_id, embedding_model_id)
);
CREATE INDEX idx_match_model_states_model ON pipeline.match_model_states (embedding_model_id); --@ for: FK
CREATE INDEX idx_match_model_states_generation ON pipeline.match_model_states (generation_id); --@ for: FK

-- Whoever shows matches of another model, be it a refresh or somebody going back, leaves those of the one before to go back to.
CREATE FUNCTION pipeline.keep_matches_of_model() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM pipeline.match_model_states k USING left_states o WHERE k.job_id = o.job_id;
  ELSE
    INSERT INTO pipeline.match_model_states (job_id, embedding_model_id, generation_id, job_content_hash, results_count, refreshed_at)
    SELECT o.job_id, a.embedding_model_id, o.active_generation_id, o.job_content_hash, o.results_count, o.refreshed_at
      FROM left_states o
      JOIN new_states n ON n.job_id = o.job_id AND n.active_generation_id <> o.active_generation_id
      JOIN pipeline.match_generations a ON a.id = o.active_generation_id
      JOIN pipeline.match_generations b ON b.id = n.active_generation_id AND b.embedding_model_id <> a.embedding_model_id
     ORDER BY o.job_id
    ON CONFLICT (job_id, embedding_model_id) DO UPDATE
    SET generation_id = EXCLUDED.generation_id, job_content_hash = EXCLUDED.job_content_hash,
        results_count = EXCLUDED.results_count, refreshed_at = EXCLUDED.refreshed_at;
    DELETE FROM pipeline.match_model_states k
     USING new_states n, pipeline.match_generations g
     WHERE k.job_id = n.job_id AND g.id = n.active_generation_id AND k.embedding_model_id = g.embedding_model_id;
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION pipeline.keep_matches_of_model() IS 'Keeps what was shown of a posting when matches of another model take its place, and forgets it with the posting';
CREATE TRIGGER trg_match_job_states_keep AFTER UPDATE ON pipeline.match_job_states REFERENCING OLD TABLE AS left_states NEW TABLE AS new_states
  FOR EACH STATEMENT EXECUTE FUNCTION pipeline.keep_matches_of_model();
CREATE TRIGGER trg_match_job_states_forget AFTER DELETE ON pipeline.match_job_states REFERENCING OLD TABLE AS left_states
  FOR EACH STATEMENT EXECUTE FUNCTION pipeline.keep_matches_of_model();

-- Drops a model's vectors as whole tables: the work of their owner, done for whoever may. Gives up when somebody reads for long.
CREATE FUNCTION drop_embedding_partitions(p_model_id bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE t embedding_entity_type; leaf text; dropped integer := 0;
BEGIN
  PERFORM FROM embedding_models WHERE id = p_model_id AND NOT is_active FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'model % is active, or there is none', p_model_id USING ERRCODE = 'object_in_use';
  END IF;
  FOREACH t IN ARRAY enum_range(NULL::embedding_entity_type) LOOP
    leaf := 'embeddings_' || t || '_m' || p_model_id;
    IF to_regclass(format('public.%I', leaf)) IS NOT NULL THEN
      EXECUTE format('DROP TABLE public.%I', leaf);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END $$;
COMMENT ON FUNCTION drop_embedding_partitions(bigint) IS 'Drops the partitions of a model that is not active, one for each kind of entity';
REVOKE EXECUTE ON FUNCTION drop_embedding_partitions(bigint) FROM PUBLIC;

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('public','embedding_models','folder','internal','at_rest',NULL,'keep','reference'),
 ('public','embedding_models','space_sha256','internal','at_rest',NULL,'keep','reference'),
 ('public','embedding_models','built_at','internal','at_rest',NULL,'keep','reference'),
 ('public','embedding_models','dropped_at','internal','at_rest',NULL,'keep','reference'),
 ('public','embeddings','left_out_token_count','internal','at_rest',NULL,'keep','embedding'),
 ('pipeline','match_model_states','job_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_model_states','embedding_model_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_model_states','generation_id','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_model_states','job_content_hash','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_model_states','results_count','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_model_states','refreshed_at','internal','at_rest',NULL,'keep','match_result');

COMMENT ON COLUMN public.embedding_models.folder IS 'Folder of the model''s files on the machine that embeds; empty for the one that ships';
COMMENT ON COLUMN public.embedding_models.space_sha256 IS 'Hash of everything that decides about a vector: files, pooling, prefixes, longest text, way of cutting; none for models of earlier releases';
COMMENT ON COLUMN public.embedding_models.built_at IS 'Since when everybody has a vector of it; from then on each embedding keeps it up to date';
COMMENT ON COLUMN public.embedding_models.dropped_at IS 'When its vectors were dropped';
COMMENT ON COLUMN public.embeddings.left_out_token_count IS 'Tokens of the text that no passage holds';
COMMENT ON TABLE pipeline.match_model_states IS 'What was last shown of a posting with a model that is not active now: what going back to that model shows again.';
COMMENT ON INDEX pipeline.idx_match_model_states_model IS 'Foreign key embedding_model_id';
COMMENT ON INDEX pipeline.idx_match_model_states_generation IS 'Foreign key generation_id';

CREATE FUNCTION ops.install_model_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_batch') IS NOT NULL THEN -- models drop
    GRANT EXECUTE ON FUNCTION drop_embedding_partitions(bigint) TO ats_batch;
  END IF;
END $$;
COMMENT ON FUNCTION ops.install_model_grants() IS 'Who may drop the vectors of a model';
REVOKE EXECUTE ON FUNCTION ops.install_model_grants() FROM PUBLIC;

DO $$ BEGIN
  PERFORM ops.install_touch_triggers();
  PERFORM ops.install_audit_triggers();
  PERFORM ops.install_grants();
  PERFORM ops.comment_primary_keys();
END $$;
