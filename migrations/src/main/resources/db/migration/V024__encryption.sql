-- Keys of encrypted columns: one current key for each purpose, a bound on what one key encrypts, and no value under a key
-- that is out of use. Passwords: only hashes that are slow to guess.

SELECT set_config('ats.actor_type', 'migration', true);

--@table compliance.encryption_keys level=C retention=ledger | as in V003
ALTER TABLE compliance.encryption_keys
  ADD COLUMN superseded_at timestamptz, --@ C | Since then another key of the purpose is the current one; NULL: this one is
  ADD COLUMN encryption_count bigint NOT NULL DEFAULT 0; --@ C | Encryptions given out, in blocks; a key with random nonces serves 2^32 at most

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('compliance','encryption_keys','superseded_at','confidential','at_rest',NULL,'keep','ledger'),
 ('compliance','encryption_keys','encryption_count','confidential','at_rest',NULL,'keep','ledger');
COMMENT ON COLUMN compliance.encryption_keys.purpose IS 'The table whose encrypted columns it serves, with its schema';
COMMENT ON COLUMN compliance.encryption_keys.superseded_at IS 'Since then another key of the purpose is the current one; NULL: this one is';
COMMENT ON COLUMN compliance.encryption_keys.rotated_at IS 'No row uses it since; it may be destroyed';
COMMENT ON COLUMN compliance.encryption_keys.encryption_count IS 'Encryptions given out, in blocks; a key with random nonces serves 2^32 at most';

-- Older registers: the newest usable key of a purpose is the current one, and what is destroyed is gone.
UPDATE compliance.encryption_keys SET wrapped_key = NULL WHERE destroyed_at IS NOT NULL AND wrapped_key IS NOT NULL;
UPDATE compliance.encryption_keys k SET superseded_at = coalesce(rotated_at, destroyed_at, now())
 WHERE rotated_at IS NOT NULL OR destroyed_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM compliance.encryption_keys n
                WHERE n.purpose = k.purpose AND n.rotated_at IS NULL AND n.destroyed_at IS NULL AND (n.created_at, n.key_id) > (k.created_at, k.key_id));

ALTER TABLE compliance.encryption_keys
  ADD CONSTRAINT ck_encryption_keys_superseded CHECK (superseded_at IS NOT NULL OR (rotated_at IS NULL AND destroyed_at IS NULL)),
  ADD CONSTRAINT ck_encryption_keys_destroyed CHECK (destroyed_at IS NULL OR wrapped_key IS NULL),
  ADD CONSTRAINT ck_encryption_keys_count CHECK (encryption_count >= 0 AND encryption_count <= 4294967296); -- NIST SP 800-38D, 8.3
CREATE UNIQUE INDEX uq_encryption_keys_current ON compliance.encryption_keys (purpose) WHERE superseded_at IS NULL; --@ for: the current key of a purpose
COMMENT ON INDEX compliance.uq_encryption_keys_current IS 'Unique: one current key for each purpose';

-- A key that was rotated or destroyed gets no new row: whoever still has it in memory encrypts again, under the current one.
-- The lock makes a rotation that is about to finish wait for rows that are not committed yet.
CREATE FUNCTION compliance.guard_encryption_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE named text := to_jsonb(NEW) ->> TG_ARGV[0]; out_of_use boolean;
BEGIN
  SELECT rotated_at IS NOT NULL OR destroyed_at IS NOT NULL INTO out_of_use FROM compliance.encryption_keys WHERE key_id = named FOR KEY SHARE;
  IF out_of_use THEN
    RAISE EXCEPTION 'encryption key % is out of use: encrypt again under the current one', named USING ERRCODE = 'serialization_failure', CONSTRAINT = 'encryption_key_in_use';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION compliance.guard_encryption_key() FROM PUBLIC;
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT DISTINCT n.nspname, c.relname, k.attname
             FROM compliance.data_classifications d
             JOIN pg_namespace n ON n.nspname = d.schema_name
             JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = d.table_name
             JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid = 'compliance.encryption_keys'::regclass
             JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = f.conkey[1]
            WHERE d.encryption = 'field_level' AND d.column_name LIKE '%\_enc' LOOP
    EXECUTE format('CREATE TRIGGER trg_%s_key BEFORE INSERT OR UPDATE OF %I ON %I.%I FOR EACH ROW WHEN (NEW.%I IS NOT NULL) EXECUTE FUNCTION compliance.guard_encryption_key(%L)',
      r.relname, r.attname, r.nspname, r.relname, r.attname, r.attname);
  END LOOP;
END $$;

-- Who uses the register: the jobs encrypt and make the first key of a purpose; rotation and destruction are the privacy role's.
-- Run again by the afterMigrateApplied callback. Wrapped keys are worth nothing without the master key, which no database holds.
CREATE FUNCTION ops.install_key_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_batch') IS NOT NULL THEN
    GRANT USAGE ON SCHEMA compliance TO ats_batch;
    GRANT SELECT, INSERT, UPDATE (encryption_count) ON compliance.encryption_keys TO ats_batch;
  END IF;
  IF to_regrole('ats_privacy') IS NOT NULL THEN
    GRANT USAGE ON SCHEMA compliance, pipeline TO ats_privacy;
    GRANT SELECT, INSERT, UPDATE ON compliance.encryption_keys TO ats_privacy;
    GRANT SELECT, INSERT, UPDATE ON pipeline.fences TO ats_privacy;
  END IF;
  IF to_regrole('ats_auditor') IS NOT NULL THEN
    GRANT SELECT (superseded_at, encryption_count) ON compliance.encryption_keys TO ats_auditor;
  END IF;
END $$;
SELECT ops.install_key_grants();

ALTER TABLE users ADD CONSTRAINT ck_users_password_hash CHECK (
  password_hash ~ '^\$2[aby]\$(1[2-9]|2[0-9]|3[01])\$[./A-Za-z0-9]{53}$'
  OR password_hash ~ '^\$argon2id\$v=19\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/]{22,}\$[A-Za-z0-9+/]{43,}$');
COMMENT ON CONSTRAINT ck_users_password_hash ON users IS 'bcrypt with a cost of 12 or more, or argon2id';
