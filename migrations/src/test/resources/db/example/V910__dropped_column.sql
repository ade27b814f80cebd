-- A column goes one release after the code that used it, with its classification.

ALTER TABLE pipeline.example_notes DROP COLUMN is_pinned;
DELETE FROM compliance.data_classifications WHERE (schema_name, table_name, column_name) = ('pipeline', 'example_notes', 'is_pinned');
