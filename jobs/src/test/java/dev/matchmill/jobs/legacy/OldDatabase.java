package dev.matchmill.jobs.legacy;

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
import dev.matchmill.migrations.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Users 1 to 7 in a database of Matchmill, and beside them the schema {@code old} as the former
 * program left it: identifiers, tokens and reset links in plain, all with the marker in them.
 */
final class OldDatabase implements AutoCloseable {

    static final String MARKER = "plain7f3e";
    static final LocalDate CUT_OVER = LocalDate.of(2026, 8, 31);
    static final int USERS = 7;

    private static final String ROWS =
            """
            INSERT INTO users (id, email, full_name, role)
            SELECT i, 'u' || i || '@example.org', 'U', 'candidate' FROM generate_series(1, 7) i;
            CREATE SCHEMA old;
            CREATE TABLE old.users (id text PRIMARY KEY, email text, clerk_id text UNIQUE);
            CREATE TABLE old.accounts (
                user_id text, provider text, provider_account_id text,
                access_token text, refresh_token text, id_token text);
            CREATE TABLE old.password_reset_tokens (user_id text, token text, expires timestamptz);
            INSERT INTO old.users
            SELECT 'o' || i, ' U' || i || '@Example.org ', 'user_plain7f3e_' || i
            FROM generate_series(1, 7) i;
            INSERT INTO old.accounts
            SELECT 'o' || i, 'google', 'g' || i, 'access plain7f3e ' || i,
                   CASE WHEN i % 2 = 0 THEN 'refresh plain7f3e ' || i END,
                   CASE WHEN i = 7 THEN 'id plain7f3e ' || i END
            FROM generate_series(1, 7) i;
            INSERT INTO old.password_reset_tokens
            SELECT 'o' || i, 'plain7f3e-reset-' || i, now() + interval '1 hour'
            FROM generate_series(1, 3) i;
            """;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Transactions transactions =
            new Transactions(new JdbcTransactionManager(database.dataSource()));
    private final ScopeLock lock;

    OldDatabase() {
        jdbc.sql(ROWS).update();
        try {
            lock =
                    ScopeLock.acquire(
                            new WorkingConnections(
                                    TestSettings.of(database.address()), WorkingRole.LOGIN),
                            LegacyWrites.SCOPE,
                            "a test");
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    TestDatabase database() {
        return database;
    }

    Adoption adoption(int limit) {
        return adoption(transactions, limit);
    }

    /** An adoption whose process dies in place of the commit that is given. */
    Adoption dyingAtCommit(int number, int limit) {
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
        return adoption(new Transactions(mortal), limit);
    }

    /** The tokens of all accounts, opened: {@code provider account column value}. */
    List<String> tokens() {
        FieldCipher cipher = new FieldCipher(keys());
        return jdbc.sql(
                        """
                        SELECT a.id, a.user_id, a.provider_account_id, a.token_key_id, t.name,
                               t.sealed
                        FROM user_accounts a,
                             LATERAL (VALUES ('access_token_enc', access_token_enc),
                                             ('refresh_token_enc', refresh_token_enc),
                                             ('id_token_enc', id_token_enc)) t (name, sealed)
                        WHERE t.sealed IS NOT NULL
                        ORDER BY a.provider_account_id, t.name
                        """)
                .query((row, _) -> {
                    Decryption opened =
                            cipher.decrypt(
                                    new EncryptedField(
                                            row.getString("token_key_id"), row.getBytes("sealed")),
                                    FieldAddress.of(
                                            "public.user_accounts",
                                            row.getString("name"),
                                            row.getLong("id")));
                    return row.getString("user_id")
                            + " "
                            + row.getString("provider_account_id")
                            + " "
                            + row.getString("name").replace("_token_enc", "")
                            + ": "
                            + new String(
                                    ((Decryption.Opened) opened).toBytes(), StandardCharsets.UTF_8);
                })
                .list();
    }

    FieldCipher cipher() {
        return new FieldCipher(keys());
    }

    long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    @Override
    public void close() {
        lock.close();
        database.close();
    }

    private Adoption adoption(Transactions own, int limit) {
        return new Adoption(
                new LegacyWrites(
                        own, jdbc, () -> database.dataSource().getConnection(), lock.fence()),
                new LegacySchema("old").require(jdbc),
                cipher(),
                CUT_OVER,
                limit);
    }

    private DataKeys keys() {
        String master = Base64.getEncoder().encodeToString(new byte[32]);
        return DataKeys.open(
                jdbc, MasterKey.given(new EncryptionSettings(master, "")), transactions);
    }
}
