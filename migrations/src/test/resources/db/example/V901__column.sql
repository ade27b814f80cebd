-- A column: a constant default is stored once, not written into each row.

ALTER TABLE pipeline.example_notes ADD COLUMN is_pinned boolean NOT NULL DEFAULT false;
INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class)
VALUES ('pipeline', 'example_notes', 'is_pinned', 'internal', 'at_rest', NULL, 'keep', 'pipeline_log');
