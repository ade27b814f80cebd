-- After a start that changed the schema: new columns and tables get their triggers, grants and key comments.
-- Not after every start: replacing a trigger locks its table.
DO $$ BEGIN
  PERFORM ops.install_touch_triggers();
  PERFORM ops.install_audit_triggers();
  PERFORM ops.install_grants();
  IF to_regprocedure('ops.comment_primary_keys()') IS NOT NULL THEN -- not in the schemas before V022
    PERFORM ops.comment_primary_keys();
  END IF;
END $$;
