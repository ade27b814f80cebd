package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.encryption.DataKeys;
import dev.matchmill.config.encryption.EncryptionSettings;
import dev.matchmill.config.encryption.MasterKey;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.keys.DestroyKey;
import dev.matchmill.jobs.keys.EncryptedTable;
import dev.matchmill.jobs.keys.EncryptedTables;
import dev.matchmill.jobs.keys.KeyWrites;
import dev.matchmill.jobs.keys.RewrapKeys;
import dev.matchmill.jobs.keys.RotateKeys;
import dev.matchmill.jobs.keys.Rotation;
import dev.matchmill.jobs.recurring.OwnerConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One verb that changes keys, alone in doing so. */
final class KeyWork implements AutoCloseable {

    private final Session session;
    private final ScopeLock lock;
    private final KeyWrites writes;

    private KeyWork(Session session, ScopeLock lock, KeyWrites writes) {
        this.session = session;
        this.lock = lock;
        this.writes = writes;
    }

    /**
     * Takes the scope of keys.
     *
     * @throws dev.matchmill.config.lock.LockHeldException when another one has it
     * @throws SQLException when the database is away
     */
    static KeyWork begin(Session session, String command) throws SQLException {
        ScopeLock lock =
                ScopeLock.acquire(
                        session.get(WorkingConnections.class),
                        KeyWrites.SCOPE,
                        command + ", process " + ProcessHandle.current().pid());
        KeyWrites writes =
                new KeyWrites(
                        session.get(Transactions.class),
                        session.get(JdbcClient.class),
                        lock.fence(),
                        command);
        return new KeyWork(session, lock, writes);
    }

    List<Rotation> rotate(List<String> names, Duration minimumAge, int batchSize) {
        List<EncryptedTable> tables = EncryptedTables.read(writes.jdbc());
        List<String> known = tables.stream().map(EncryptedTable::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalUsageException(
                        name + " has no encrypted columns; those are: " + known + ".");
            }
        }
        DataKeys keys = DataKeys.open(writes.jdbc(), master(), writes.transactions());
        RotateKeys rotation = new RotateKeys(writes, keys, batchSize);
        Instant madeBefore = session.get(Clock.class).instant().minus(minimumAge);
        return tables.stream()
                .filter(table -> names.isEmpty() || names.contains(table.name()))
                .flatMap(table -> rotation.rotate(table, madeBefore).stream())
                .toList();
    }

    int rewrap(MasterKey successor) {
        return new RewrapKeys(writes).rewrap(this::master, successor);
    }

    DestroyKey.End destroy(String id, boolean inUse) throws SQLException {
        try (Connection connection = session.get(OwnerConnections.class).open()) {
            JdbcClient owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            return new DestroyKey(writes, owner).destroy(id, inUse);
        }
    }

    private MasterKey master() {
        return MasterKeys.of(
                session.get(EncryptionSettings.class), session.address(), writes.jdbc());
    }

    @Override
    public void close() {
        lock.close();
    }
}
