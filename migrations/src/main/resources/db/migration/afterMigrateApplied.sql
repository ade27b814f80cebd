-- After a start that changed the schema: new columns and tables get their triggers and grants.
-- Not after every start: replacing a trigger locks its table.
DO $$ BEGIN
  PERFORM ops.install_touch_triggers();
  PERFORM ops.install_grants();
  PERFORM ops.install_maintenance_grants();
END $$;
