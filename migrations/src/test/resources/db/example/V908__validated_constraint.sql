-- Second half, in a transaction of its own: reads the whole table while others write.

ALTER TABLE pipeline.example_notes VALIDATE CONSTRAINT ck_example_notes_severity;
