-- Readers are told that a posting or a candidate changed after matching looked at it.

--@table pipeline.match_looks level=I retention=match_result | When the last refresh of matches that got to its end looked at postings and candidates; one row.
CREATE TABLE pipeline.match_looks (
  is_only boolean PRIMARY KEY DEFAULT true,
  looked_at timestamptz NOT NULL, --@ I | By the database's clock; what changed later is not in any match yet
  CONSTRAINT ck_match_looks_only CHECK (is_only)
);

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('pipeline','match_looks','is_only','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_looks','looked_at','internal','at_rest',NULL,'keep','match_result');

COMMENT ON TABLE pipeline.match_looks IS 'When the last refresh of matches that got to its end looked at postings and candidates; one row.';
COMMENT ON COLUMN pipeline.match_looks.looked_at IS 'By the database''s clock; what changed later is not in any match yet';

CREATE FUNCTION ops.install_look_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_reader') IS NOT NULL THEN -- shortlist: what changed since
    GRANT SELECT ON pipeline.match_looks TO ats_reader;
    GRANT SELECT (organization_id, updated_at) ON organization_settings TO ats_reader;
  END IF;
END $$;
COMMENT ON FUNCTION ops.install_look_grants() IS 'What the verbs that only look may see to tell stale matches';
REVOKE EXECUTE ON FUNCTION ops.install_look_grants() FROM PUBLIC;

SELECT ops.install_look_grants();
SELECT ops.install_grants();
SELECT ops.comment_primary_keys();
