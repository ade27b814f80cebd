-- A column on a table that a test holds.

ALTER TABLE candidates ADD COLUMN example_note text;
