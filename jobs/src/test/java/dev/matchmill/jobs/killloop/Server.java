package dev.matchmill.jobs.killloop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.matchmill.migrations.DatabaseMigrator;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL of the loop's own, with the whole schema, which may be crashed. */
final class Server implements AutoCloseable {

    private static final String END_ALL =
            """
            SELECT count(pg_terminate_backend(pid))
            FROM pg_stat_activity
            WHERE datname = current_database()
              AND application_name = 'matchmill'
            """;

    private static final String END_HOLDERS =
            """
            SELECT count(pg_terminate_backend(l.pid))
            FROM pg_locks l
            JOIN pg_database d ON d.oid = l.database
            WHERE l.locktype = 'advisory'
              AND d.datname = current_database()
            """;

    private final Path home;
    private final Deque<LocalPostgres> shares = new ArrayDeque<>();
    private final HikariDataSource pool;

    private Server(Path home) {
        this.home = home;
        shares.push(join());
        new DatabaseMigrator(address()).migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address().url());
        config.setUsername(address().username());
        config.setPassword(address().password());
        config.setMaximumPoolSize(2);
        config.addDataSourceProperty("ApplicationName", "kill loop");
        pool = new HikariDataSource(config);
    }

    static Server in(Path home) {
        return new Server(home);
    }

    DatabaseAddress address() {
        return shares.getLast().address();
    }

    /** Asks as the owner of the schema; waits for a server that is coming up again. */
    <T> T ask(Function<JdbcClient, T> question) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return question.apply(JdbcClient.create(pool));
            } catch (DataAccessException away) {
                if (System.nanoTime() > deadline) {
                    throw away;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    long number(String sql) {
        return ask(jdbc -> jdbc.sql(sql).query(Long.class).single());
    }

    void execute(String sql) {
        ask(jdbc -> jdbc.sql(sql).update());
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Ends every session of the program. */
    long endSessions() {
        return number(END_ALL);
    }

    /** Ends the sessions that hold the locks of scopes. */
    long endLockHolders() {
        return number(END_HOLDERS);
    }

    /**
     * An immediate shutdown, as if the machine had lost power but for its disk, and a new start.
     */
    void crash() {
        startAnew("QUIT");
    }

    /** A shutdown that ends every session, as an update of the server does, and a new start. */
    void restart() {
        startAnew("INT");
    }

    private void startAnew(String signal) {
        Path pid = home.resolve("postgres/run/data/postmaster.pid");
        if (!Files.exists(pid)) {
            // In a container its files are not ours: all sessions end, which is what programs see.
            endSessions();
            return;
        }
        try {
            String number = Files.readAllLines(pid).getFirst().strip();
            int code =
                    new ProcessBuilder("kill", "-" + signal, number).inheritIO().start().waitFor();
            if (code != 0) {
                throw new AssertionError("the server could not be shut down");
            }
            ProcessHandle.of(Long.parseLong(number)).ifPresent(server -> server.onExit().join());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        shares.push(join());
    }

    @Override
    public void close() {
        pool.close();
        shares.forEach(LocalPostgres::close);
    }

    private LocalPostgres join() {
        return LocalPostgres.join(home, Profile.DURABLE, _ -> {});
    }
}
