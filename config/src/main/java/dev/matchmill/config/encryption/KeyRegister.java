package dev.matchmill.config.encryption;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of {@code compliance.encryption_keys}. Times are the database's, which all writers
 * share. Methods that write belong in the caller's transaction. Thread-safe.
 */
public final class KeyRegister {

    /**
     * Encryptions under one key with random nonces of 96 bits, so that the chance of two equal ones
     * stays below 2^-32 (NIST SP 800-38D, 8.3).
     */
    public static final long LIMIT = 1L << 32;

    private static final String COLUMNS =
            """
            SELECT key_id, purpose, algorithm, encryption_count, created_at, superseded_at,
                   rotated_at, destroyed_at
            FROM compliance.encryption_keys
            """;

    private static final String ALL = COLUMNS + "ORDER BY purpose, created_at, key_id";

    private static final String ONE = COLUMNS + "WHERE key_id = :id";

    private static final String CURRENT =
            """
            SELECT key_id
            FROM compliance.encryption_keys
            WHERE purpose = :purpose
              AND superseded_at IS NULL
            """;

    private static final String WRAPPED =
            "SELECT wrapped_key FROM compliance.encryption_keys WHERE key_id = :id";

    private static final String INSERT =
            """
            INSERT INTO compliance.encryption_keys (key_id, purpose, wrapped_key)
            VALUES (:id, :purpose, :wrapped)
            ON CONFLICT DO NOTHING
            """;

    private static final String COUNT =
            "SELECT count(*) FROM compliance.encryption_keys WHERE purpose = :purpose";

    private static final String SUPERSEDE =
            """
            UPDATE compliance.encryption_keys
            SET superseded_at = now()
            WHERE purpose = :purpose
              AND superseded_at IS NULL
            """;

    private static final String RESERVE =
            """
            UPDATE compliance.encryption_keys
            SET encryption_count = encryption_count + :more
            WHERE key_id = :id
              AND encryption_count + :more <= :limit
            """;

    private static final String REWRAP =
            """
            UPDATE compliance.encryption_keys
            SET wrapped_key = :wrapped
            WHERE key_id = :id
              AND wrapped_key IS NOT NULL
            """;

    private static final String MARK_ROTATED =
            """
            UPDATE compliance.encryption_keys
            SET rotated_at = now()
            WHERE key_id = :id
              AND rotated_at IS NULL
              AND superseded_at IS NOT NULL
            """;

    private static final String DESTROY =
            """
            UPDATE compliance.encryption_keys
            SET wrapped_key = NULL,
                superseded_at = coalesce(superseded_at, now()),
                destroyed_at = now()
            WHERE key_id = :id
              AND destroyed_at IS NULL
            """;

    private final JdbcClient jdbc;

    public KeyRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every key there ever was, by purpose and age. */
    public List<KeyRecord> all() {
        return jdbc.sql(ALL).query((row, _) -> record(row)).list();
    }

    public Optional<KeyRecord> find(String id) {
        return jdbc.sql(ONE).param("id", id).query((row, _) -> record(row)).optional();
    }

    /**
     * As {@link #find}, and waits for every transaction that is writing rows under the key, and
     * lets none begin before this one ends.
     */
    public Optional<KeyRecord> lock(String id) {
        return jdbc.sql(ONE + " FOR UPDATE")
                .param("id", id)
                .query((row, _) -> record(row))
                .optional();
    }

    /** Says that no row uses it any more; returns whether it was to be said. */
    public boolean markRotated(String id) {
        return jdbc.sql(MARK_ROTATED).param("id", id).update() == 1;
    }

    /** Forgets its secret; returns whether there was one to forget. */
    public boolean destroy(String id) {
        return jdbc.sql(DESTROY).param("id", id).update() == 1;
    }

    /** Ids of the keys that a master key does not open; those kept elsewhere are no matter. */
    public List<String> closedTo(MasterKey master) {
        return all().stream()
                .filter(key ->
                        wrapped(key.id())
                                .filter(bytes ->
                                        master.unwrap(key.id(), key.purpose(), bytes).isEmpty())
                                .isPresent())
                .map(KeyRecord::id)
                .toList();
    }

    /**
     * Wraps the data keys by another master key, in the caller's transaction: all or none. Those
     * that the successor opens already are left alone.
     *
     * @return how many were not
     * @throws KeyException when neither opens a key
     */
    public int rewrap(MasterKey old, MasterKey successor) {
        List<String> closed = closedTo(successor);
        for (String id : closed) {
            DataKey key =
                    find(id).flatMap(row ->
                                    wrapped(id)
                                            .flatMap(bytes -> old.unwrap(id, row.purpose(), bytes)))
                            .orElseThrow(() ->
                                    new KeyException(
                                            "Neither the old nor the new master key opens the key "
                                                    + id
                                                    + ": name the old one with"
                                                    + " matchmill.encryption.master-key-file."));
            rewrap(id, successor.wrap(key));
        }
        return closed.size();
    }

    Optional<String> currentId(String purpose) {
        return jdbc.sql(CURRENT).param("purpose", purpose).query(String.class).optional();
    }

    /** The wrapped secret; empty when it was destroyed or is kept elsewhere. */
    Optional<byte[]> wrapped(String id) {
        return jdbc.sql(WRAPPED)
                .param("id", id)
                .query((row, _) -> Optional.ofNullable(row.getBytes("wrapped_key")))
                .optional()
                .flatMap(wrapped -> wrapped);
    }

    /** The id of the next key of a purpose, counted from 1. */
    String nextId(String purpose) {
        long known = jdbc.sql(COUNT).param("purpose", purpose).query(Long.class).single();
        return purpose + ":" + (known + 1);
    }

    /** Adds the current key of a purpose, unless another process was first. */
    void insert(DataKey key, byte[] wrapped) {
        jdbc.sql(INSERT)
                .param("id", key.id())
                .param("purpose", key.purpose())
                .param("wrapped", wrapped)
                .update();
    }

    void supersede(String purpose) {
        jdbc.sql(SUPERSEDE).param("purpose", purpose).update();
    }

    boolean reserve(String id, long more) {
        return jdbc.sql(RESERVE).param("id", id).param("more", more).param("limit", LIMIT).update()
                == 1;
    }

    private void rewrap(String id, byte[] wrapped) {
        jdbc.sql(REWRAP).param("id", id).param("wrapped", wrapped).update();
    }

    private static KeyRecord record(ResultSet row) throws SQLException {
        return new KeyRecord(
                row.getString("key_id"),
                row.getString("purpose"),
                row.getString("algorithm"),
                row.getLong("encryption_count"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("superseded_at", OffsetDateTime.class)),
                instant(row.getObject("rotated_at", OffsetDateTime.class)),
                instant(row.getObject("destroyed_at", OffsetDateTime.class)));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
