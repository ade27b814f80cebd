package dev.matchmill.jobs.keys;

import dev.matchmill.config.database.TestSettings;
import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.config.encryption.DataKeys;
import dev.matchmill.config.encryption.Decryption;
import dev.matchmill.config.encryption.EncryptedField;
import dev.matchmill.config.encryption.EncryptionSettings;
import dev.matchmill.config.encryption.FieldAddress;
import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.config.encryption.MasterKey;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.migrations.SqlSection;
import dev.matchmill.migrations.TestDatabase;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** A database with rows in every table that has encrypted columns, and the scope of keys. */
public final class EncryptedRows implements AutoCloseable {

    private static final Map<String, String> STATEMENTS =
            SqlSection.byTitle(EncryptedRows.class, "rows.sql");

    static final String MASTER = Base64.getEncoder().encodeToString(new byte[32]);

    private final TestDatabase database = TestDatabase.create();
    private final ScopeLock lock;
    final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    final Transactions transactions =
            new Transactions(new JdbcTransactionManager(database.dataSource()));
    final DataKeys keys = keys();
    final FieldCipher cipher = new FieldCipher(keys);
    final List<EncryptedTable> tables = EncryptedTables.read(jdbc);
    final KeyWrites writes;

    EncryptedRows() {
        try {
            lock =
                    ScopeLock.acquire(
                            new WorkingConnections(
                                    TestSettings.of(database.address()), WorkingRole.PRIVACY),
                            KeyWrites.SCOPE,
                            "a test");
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
        writes = new KeyWrites(transactions, jdbc, lock.fence(), "a test");
    }

    /** Fills a database that a packaged program will use: no scope is held afterwards. */
    public static EncryptedRows filled(int rows) {
        EncryptedRows made = new EncryptedRows();
        made.fill(rows, FieldAddress::toString);
        made.lock.close();
        return made;
    }

    public TestDatabase database() {
        return database;
    }

    /** The master key of the rows, as the environment has it. */
    public String master() {
        return MASTER;
    }

    /** As another process would open them. */
    DataKeys keys() {
        return keys(jdbc, transactions);
    }

    private static DataKeys keys(JdbcClient jdbc, Transactions transactions) {
        return DataKeys.open(
                jdbc, MasterKey.given(new EncryptionSettings(MASTER, "")), transactions);
    }

    /** A rotation whose process dies in place of the commit that is given. */
    RotateKeys dyingAtCommit(int number, int batchSize) {
        AtomicInteger commits = new AtomicInteger();
        JdbcTransactionManager mortal =
                new JdbcTransactionManager(database.dataSource()) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doCommit(DefaultTransactionStatus status) {
                        if (commits.incrementAndGet() == number) {
                            doRollback(status);
                            throw new IllegalStateException("killed");
                        }
                        super.doCommit(status);
                    }
                };
        return new RotateKeys(
                new KeyWrites(new Transactions(mortal), jdbc, lock.fence(), "a test"),
                keys(),
                batchSize);
    }

    /**
     * A rotation whose connections have an option of their own, such as {@code lock_timeout=300}.
     */
    RotateKeys rotationWith(String option) {
        DriverManagerDataSource source = source(option);
        JdbcClient client = JdbcClient.create(source);
        Transactions own = new Transactions(new JdbcTransactionManager(source));
        return new RotateKeys(
                new KeyWrites(own, client, lock.fence(), "a test"), keys(client, own), 3);
    }

    /** A cipher whose connections have an option of their own. */
    FieldCipher cipherWith(String option) {
        DriverManagerDataSource source = source(option);
        Transactions own = new Transactions(new JdbcTransactionManager(source));
        return new FieldCipher(keys(JdbcClient.create(source), own));
    }

    DriverManagerDataSource source(String option) {
        String url = database.address().url();
        return new DriverManagerDataSource(
                url
                        + (url.contains("?") ? "&" : "?")
                        + "options=-c%20"
                        + option.replace("=", "%3D"),
                database.address().username(),
                Objects.requireNonNullElse(database.address().password(), ""));
    }

    /** Rows 1 to n of every table, with the value of each encrypted column. */
    void fill(int rows, Function<FieldAddress, String> values) {
        jdbc.sql(Objects.requireNonNull(STATEMENTS.get("parents"))).param("rows", rows).update();
        for (EncryptedTable table : tables) {
            for (long id = 1; id <= rows; id++) {
                insert(table, id, values);
            }
        }
    }

    void insert(EncryptedTable table, long id, Function<FieldAddress, String> values) {
        String insert =
                Objects.requireNonNull(
                        STATEMENTS.get(table.name()), () -> "no row of " + table.name());
        jdbc.sql(insert).params(sealed(table, id, values)).update();
    }

    /** Writes a row's values anew. */
    void update(EncryptedTable table, long id, Function<FieldAddress, String> values) {
        jdbc.sql(table.replace()).params(sealed(table, id, values)).update();
    }

    private Map<String, Object> sealed(
            EncryptedTable table, long id, Function<FieldAddress, String> values) {
        Map<String, Object> parameters = new HashMap<>(Map.of("id", id));
        for (String column : table.columns()) {
            FieldAddress address = FieldAddress.of(table.name(), column, id);
            EncryptedField field = cipher.encrypt(values.apply(address), address);
            parameters.put(column, field.toBytes());
            parameters.put("key", field.keyId());
        }
        return parameters;
    }

    /** What each value opens to, as a process that has nothing in memory sees it. */
    public Map<String, String> read() {
        FieldCipher fresh = new FieldCipher(keys());
        Map<String, String> found = new TreeMap<>();
        for (EncryptedTable table : tables) {
            jdbc.sql("SELECT * FROM " + table.name())
                    .query(row -> {
                        for (String column : table.columns()) {
                            FieldAddress address =
                                    FieldAddress.of(table.name(), column, row.getLong("id"));
                            EncryptedField field =
                                    new EncryptedField(
                                            row.getString(table.keyColumn()), row.getBytes(column));
                            found.put(address.toString(), text(fresh.decrypt(field, address)));
                        }
                    });
        }
        return found;
    }

    private static String text(Decryption decryption) {
        return switch (decryption) {
            case Decryption.Opened opened -> opened.text();
            case Decryption.Shredded(var key, _) -> "shredded " + key;
            case Decryption.Damaged _ -> "damaged";
        };
    }

    EncryptedTable table(String name) {
        return tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        lock.close();
        database.close();
    }
}
