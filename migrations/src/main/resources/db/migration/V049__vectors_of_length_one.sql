-- The constraints of V048 on what was there before; reads while others write.

ALTER TABLE embedding_models VALIDATE CONSTRAINT ck_embedding_models_dropped;
ALTER TABLE embeddings VALIDATE CONSTRAINT ck_embeddings_left_out;
ALTER TABLE embeddings VALIDATE CONSTRAINT ck_embeddings_unit_length;
-- Length one says it too.
ALTER TABLE embeddings DROP CONSTRAINT ck_embeddings_not_zero;
