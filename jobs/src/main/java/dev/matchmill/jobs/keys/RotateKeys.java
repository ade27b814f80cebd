package dev.matchmill.jobs.keys;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.encryption.DataKeys;
import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.config.encryption.KeyRecord;
import dev.matchmill.config.encryption.KeyRecord.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Gives a table a new key and moves its values to it. An unfinished rotation is finished before
 * another one begins, so that a start after a crash makes no further key. Restartable from the rows
 * that still name an old key. Confined to one thread.
 */
public final class RotateKeys {

    private static final Logger LOG = LoggerFactory.getLogger(RotateKeys.class);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final KeyWrites writes;
    private final DataKeys keys;
    private final KeyUsage usage;
    private final ReencryptRows rows;

    /**
     * For one holder of the scope.
     *
     * @param batchSize rows of one transaction
     */
    public RotateKeys(KeyWrites writes, DataKeys keys, int batchSize) {
        this.writes = writes;
        this.keys = keys;
        this.usage = new KeyUsage(writes.jdbc());
        this.rows = new ReencryptRows(writes, new FieldCipher(keys), batchSize);
    }

    /**
     * Rotates one table.
     *
     * @param madeBefore a current key that is younger is left alone
     * @return empty when the table has no key yet, or only one that is too young
     */
    public Optional<Rotation> rotate(EncryptedTable table, Instant madeBefore) {
        List<KeyRecord> known = of(table);
        Optional<KeyRecord> current = in(State.CURRENT, known).stream().findFirst();
        boolean unfinished = !in(State.SUPERSEDED, known).isEmpty();
        boolean due = current.filter(key -> key.createdAt().isBefore(madeBefore)).isPresent();
        if (!unfinished && !due) {
            return Optional.empty();
        }
        boolean fresh = !unfinished;
        if (fresh) {
            String id = writes.inNew(() -> keys.supersede(table.name()));
            LOG.info("{} encrypts under the new key {}", table.name(), id);
        }
        return Optional.of(move(table, fresh));
    }

    private Rotation move(EncryptedTable table, boolean fresh) {
        long moved = 0;
        long left = 0;
        List<String> unreadable = new ArrayList<>();
        String key = "";
        for (KeyRecord old : in(State.SUPERSEDED, of(table))) {
            ReencryptRows.Moved result = rows.from(old.id(), table);
            moved += result.rows();
            unreadable.addAll(result.unreadable());
            long remaining = finish(old.id());
            left += Math.max(0, remaining - result.unreadable().size());
        }
        for (KeyRecord current : in(State.CURRENT, of(table))) {
            key = current.id();
        }
        LOG.info("{}: {} rows re-encrypted, {} left", table.name(), moved, left);
        return new Rotation(table.name(), key, fresh, moved, unreadable, left);
    }

    /** Marks the key as out of use once no row names it; returns how many still do. */
    private long finish(String keyId) {
        try {
            return writes.inNew(() -> {
                keys.register().lock(keyId);
                long remaining = usage.rows(keyId);
                if (remaining == 0) {
                    keys.register().markRotated(keyId);
                }
                return remaining;
            });
        } catch (DataAccessException failure) {
            if (!LOCK_NOT_AVAILABLE.equals(Transactions.sqlState(failure))) {
                throw failure;
            }
            LOG.warn("a row under {} is being written; another start finishes it", keyId);
            return usage.rows(keyId) + 1;
        }
    }

    private List<KeyRecord> of(EncryptedTable table) {
        return keys.register().all().stream()
                .filter(key -> key.purpose().equals(table.name()))
                .toList();
    }

    private static List<KeyRecord> in(State state, List<KeyRecord> keys) {
        return keys.stream().filter(key -> key.state() == state).toList();
    }
}
