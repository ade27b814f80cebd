package dev.matchmill.migrations.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** P19: whether a writer has to wait for an index that is being built. */
public final class IndexBuilds {

    private static final String WRITE =
            "INSERT INTO skills (canonical_name, display_name) VALUES ('indexed', 'Indexed')";
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final String WAITING =
            """
            SELECT count(*) = 1
            FROM pg_stat_progress_create_index p
            JOIN pg_stat_activity a USING (pid)
            WHERE p.datname = current_database() AND a.wait_event_type = 'Lock'
            """;

    private IndexBuilds() {}

    /** Builds an index in both ways and writes in the middle. */
    public static Finding check(DataSource rows) throws SQLException {
        boolean blockedByPlain = writerIsBlockedByPlainBuild(rows);
        boolean blocked = writerIsBlockedByConcurrentBuild(rows);
        return new Finding(
                "P19",
                "CREATE INDEX CONCURRENTLY blocks no writer",
                "a writer in the middle of it is %s, of a plain build %s"
                        .formatted(
                                blocked ? "blocked" : "not blocked",
                                blockedByPlain ? "blocked" : "not blocked"),
                Verdict.of(!blocked && blockedByPlain));
    }

    private static boolean writerIsBlockedByPlainBuild(DataSource rows) throws SQLException {
        try (Connection connection = rows.getConnection();
                Statement building = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                building.execute("CREATE INDEX idx_skills_plain ON skills (display_name)");
                return Blocking.blocks(rows, WRITE, PATIENCE);
            } finally {
                connection.rollback();
            }
        }
    }

    // A transaction that has written holds the build up in its middle for as long as we look.
    private static boolean writerIsBlockedByConcurrentBuild(DataSource rows) throws SQLException {
        JdbcClient jdbc = JdbcClient.create(rows);
        CompletableFuture<Integer> build;
        boolean blocked;
        try (Connection connection = rows.getConnection();
                Statement older = connection.createStatement()) {
            connection.setAutoCommit(false);
            older.execute("UPDATE skills SET display_name = display_name WHERE id = 1");
            build =
                    CompletableFuture.supplyAsync(() ->
                            jdbc.sql(
                                            "CREATE INDEX CONCURRENTLY"
                                                    + " idx_skills_concurrent ON skills"
                                                    + " (display_name)")
                                    .update());
            long end = System.nanoTime() + LONGEST.toNanos();
            while (!jdbc.sql(WAITING).query(Boolean.class).single()) {
                if (build.isDone() || System.nanoTime() > end) {
                    throw new IllegalStateException("the build does not wait");
                }
                Thread.onSpinWait();
            }
            blocked = Blocking.blocks(rows, WRITE, PATIENCE);
            connection.rollback();
        }
        build.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
        jdbc.sql("DROP INDEX idx_skills_concurrent").update();
        return blocked;
    }
}
