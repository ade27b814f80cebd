package dev.matchmill.migrations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A PostgreSQL database of its own for one test or test class, with the whole schema or empty,
 * dropped by {@link #close}. The schema is migrated once per machine and version of the migrations;
 * each database is a copy.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    // Any number: it only must be the same in all JVMs, which make the copy's model one at a time.
    private static final String LOCK = "SELECT pg_advisory_lock(7325612)";

    private static final class Template {
        static final String NAME = prepareTemplate();
    }

    private final DatabaseAddress address;
    private final HikariDataSource pool;

    private TestDatabase(DatabaseAddress address) {
        this.address = address;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.username());
        config.setPassword(address.password());
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
    }

    /** A fresh database with the whole schema and its reference data. */
    public static TestDatabase create() {
        return copyOf(Template.NAME);
    }

    /** A fresh database without any table. */
    public static TestDatabase empty() {
        return copyOf("template1");
    }

    /** A database with the same content. Connections to this one that are in use get in the way. */
    public TestDatabase copy() {
        pool.getHikariPoolMXBean().softEvictConnections();
        return copyOf(address.database());
    }

    /** A pool of at most 8 connections to this database. */
    public DataSource dataSource() {
        return pool;
    }

    /** Where this database is. */
    public DatabaseAddress address() {
        return address;
    }

    /** Closes the pool and drops the database, whoever is still connected. */
    @Override
    public void close() {
        pool.close();
        String drop = "DROP DATABASE IF EXISTS " + address.database();
        try {
            onServer(drop + " WITH (FORCE)");
        } catch (DatabaseAccessException vacuumed) {
            // Force must not end the server's own vacuum; without it, the vacuum yields by itself.
            onServer(drop);
        }
    }

    private static TestDatabase copyOf(String template) {
        String name =
                "matchmill_test_%d_%d"
                        .formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        onServer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        onServer("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new TestDatabase(TestServer.get().address().withDatabase(name));
    }

    private static String prepareTemplate() {
        DatabaseAddress admin = TestServer.get().address();
        String name = "matchmill_template_" + digest(new DatabaseMigrator(admin).fingerprint());
        try (Connection connection = admin.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            try (ResultSet row =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                if (row.next()) {
                    return name;
                }
            }
            String unfinished = name + "_unfinished";
            statement.execute("DROP DATABASE IF EXISTS " + unfinished + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + unfinished);
            new DatabaseMigrator(admin.withDatabase(unfinished)).migrate();
            statement.execute("ALTER DATABASE " + unfinished + " RENAME TO " + name);
            return name;
        } catch (SQLException e) {
            throw new DatabaseAccessException("preparing the database that tests copy", e);
        }
    }

    private static void onServer(String command) {
        try (Connection connection = TestServer.get().address().unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new DatabaseAccessException("running " + command, e);
        }
    }

    /** Short name of the migrations' content, callbacks included. */
    private static String digest(String fingerprint) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(fingerprint.getBytes(StandardCharsets.UTF_8));
            for (String callback : List.of("afterMigrate", "afterMigrateApplied")) {
                try (InputStream in =
                        TestDatabase.class.getResourceAsStream(
                                "/db/migration/" + callback + ".sql")) {
                    if (in == null) {
                        throw new IllegalStateException("no callback " + callback);
                    }
                    digest.update(in.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
