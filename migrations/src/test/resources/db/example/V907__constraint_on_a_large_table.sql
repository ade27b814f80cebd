-- A constraint on a large table, first half: holds for each row written from now on; locks the table for a moment only.

ALTER TABLE pipeline.example_notes ADD CONSTRAINT ck_example_notes_severity CHECK (severity BETWEEN 1 AND 5) NOT VALID;
