-- A column goes one release after the code that used it, with its classification.

-- The trigger that keeps updated_at names its columns; the next start makes it anew.
DROP TRIGGER IF EXISTS trg_example_notes_touch ON pipeline.example_notes;
ALTER TABLE pipeline.example_notes DROP COLUMN is_pinned;
DELETE FROM compliance.data_classifications WHERE (schema_name, table_name, column_name) = ('pipeline', 'example_notes', 'is_pinned');
