-- A hold says why it ended, and whoever places or releases one waits for the deletions in progress before looking at anything.

--@table compliance.legal_holds level=C retention=ledger | as in V012
ALTER TABLE compliance.legal_holds
  ADD COLUMN release_reason text, --@ C | Why it was released
  ADD CONSTRAINT ck_legal_holds_release CHECK (release_reason IS NULL OR released_at IS NOT NULL);
INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('compliance','legal_holds','release_reason','confidential','at_rest',NULL,'keep','ledger');
COMMENT ON COLUMN compliance.legal_holds.release_reason IS 'Why it was released';

-- The counterpart of compliance.share_holds(): waits until no deletion is in progress and lets none begin until the end of the
-- transaction. What is looked at afterwards, by another statement, is what the hold will find.
CREATE FUNCTION compliance.lock_holds() RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('compliance.legal_holds', 0))
$$;
CREATE OR REPLACE FUNCTION compliance.place_hold_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM compliance.lock_holds();
  RETURN NULL;
END $$;
COMMENT ON FUNCTION compliance.lock_holds() IS 'Waits for deletions in progress and keeps others from beginning until the transaction ends';
COMMENT ON FUNCTION compliance.share_holds() IS 'First call of a transaction that ends data: no hold is placed until it ends';
