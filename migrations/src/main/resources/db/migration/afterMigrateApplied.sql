-- After a start that changed the schema: new columns and tables get their triggers, grants and key comments.
-- Not after every start: replacing a trigger locks its table. What a schema does not know yet is left out.
DO $$
DECLARE installer text;
BEGIN
  FOREACH installer IN ARRAY ARRAY['install_touch_triggers', 'install_audit_triggers', 'install_grants', 'comment_primary_keys'] LOOP
    IF to_regprocedure('ops.' || installer || '()') IS NOT NULL THEN
      EXECUTE format('SELECT ops.%I()', installer);
    END IF;
  END LOOP;
END $$;
