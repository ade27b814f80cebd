-- A label of an enum: a script of its own, since it can be used only after this transaction. The Java enum gets it in the same
-- change, at the same place; the code that writes it comes with a later migration or release.

ALTER TYPE run_status ADD VALUE IF NOT EXISTS 'example_paused' AFTER 'running';
