package dev.matchmill.jobs.keys;

import dev.matchmill.config.encryption.KeyRecord;
import dev.matchmill.config.encryption.KeyRegister;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Destroys one key: what it protects cannot be read any more, by anybody. */
public final class DestroyKey {

    private static final Logger LOG = LoggerFactory.getLogger(DestroyKey.class);

    /** Older versions of the row hold the wrapped key until the table's file is written anew. */
    private static final String WRITE_ANEW = "VACUUM (FULL) compliance.encryption_keys";

    // Whoever may not vacuum a table gets no error, only a warning of the server.
    private static final String MAY_WRITE_ANEW =
            """
            SELECT pg_has_role(current_user, relowner, 'USAGE')
            FROM pg_class
            WHERE oid = 'compliance.encryption_keys'::regclass
            """;

    private final KeyWrites writes;
    private final JdbcClient owner;
    private final KeyRegister register;
    private final KeyUsage usage;

    /**
     * For one holder of the scope.
     *
     * @param owner works as the role that owns the schema, outside transactions
     */
    public DestroyKey(KeyWrites writes, JdbcClient owner) {
        this.writes = writes;
        this.owner = owner;
        this.register = new KeyRegister(writes.jdbc());
        this.usage = new KeyUsage(writes.jdbc());
    }

    /** How it ended. */
    public sealed interface End {

        /** Its secret is gone; so many rows named it. */
        record Destroyed(long rows) implements End {}

        /** It was destroyed before. */
        record WasDestroyed() implements End {}

        /** It encrypts, or so many rows name it, and nobody said that this is meant. */
        record InUse(boolean current, long rows) implements End {}

        /** The register has no such key. */
        record Unknown() implements End {}
    }

    /**
     * Destroys a key. Running it twice changes nothing.
     *
     * @param inUse whether it may be one that encrypts, or that rows need
     */
    public End destroy(String keyId, boolean inUse) {
        End end = writes.inNew(() -> decide(keyId, inUse));
        if (end instanceof End.Destroyed) {
            writeAnew();
        }
        return end;
    }

    private End decide(String keyId, boolean inUse) {
        Optional<KeyRecord> found = register.lock(keyId);
        if (found.isEmpty()) {
            return new End.Unknown();
        }
        KeyRecord.State state = found.get().state();
        if (state == KeyRecord.State.DESTROYED) {
            return new End.WasDestroyed();
        }
        long rows = usage.rows(keyId);
        boolean current = state == KeyRecord.State.CURRENT;
        if (!inUse && (current || rows > 0)) {
            return new End.InUse(current, rows);
        }
        register.destroy(keyId);
        return new End.Destroyed(rows);
    }

    private void writeAnew() {
        try {
            if (owner.sql(MAY_WRITE_ANEW).query(Boolean.class).single()) {
                owner.sql(WRITE_ANEW).update();
                return;
            }
        } catch (DataAccessException refused) {
            LOG.debug("writing the table of keys anew was refused", refused);
        }
        LOG.warn("the table of keys could not be written anew; as its owner run {}", WRITE_ANEW);
    }
}
