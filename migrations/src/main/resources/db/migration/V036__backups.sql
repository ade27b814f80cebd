-- A backup whose files were removed stays as evidence: restore tests refer to it.

--@table ops.backup_runs level=I retention=ops_metric | Evidence of backups and restore tests.
ALTER TABLE ops.backup_runs
  ADD COLUMN removed_at timestamptz; --@ I | Its files are gone since then
INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('ops','backup_runs','removed_at','internal','at_rest',NULL,'keep','ops_metric');
COMMENT ON COLUMN ops.backup_runs.removed_at IS 'Its files are gone since then';
