-- The epoch under which each scope of work is held. A holder that was cut off without noticing fails
-- in its next transaction, because its successor raised the epoch.

--@table pipeline.fences level=I retention=reference | Epoch and holder of each scope of work; every writing transaction checks it.
CREATE TABLE pipeline.fences (
  scope text PRIMARY KEY,
  epoch bigint NOT NULL,
  holder text NOT NULL, --@ I | Which process, for the one that finds the scope taken
  acquired_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ck_fences_epoch CHECK (epoch >= 1)
);

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('pipeline','fences','scope','internal','at_rest',NULL,'keep','reference'),
 ('pipeline','fences','epoch','internal','at_rest',NULL,'keep','reference'),
 ('pipeline','fences','holder','internal','at_rest',NULL,'keep','reference'),
 ('pipeline','fences','acquired_at','internal','at_rest',NULL,'keep','reference');
COMMENT ON TABLE pipeline.fences IS 'Epoch and holder of each scope of work; every writing transaction checks it.';
COMMENT ON COLUMN pipeline.fences.holder IS 'Which process, for the one that finds the scope taken';
