package dev.matchmill.migrations.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;

/** P13: how long the dashboard's materialised view takes to refresh, and whom that blocks. */
public final class SummaryRefresh {

    private static final String READ = "SELECT count(*) FROM active_jobs_summary";
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final double LONGEST_SECONDS = 60;

    private SummaryRefresh() {}

    /** Refreshes in both ways and reads while the refreshing transaction is still open. */
    public static Finding check(DataSource rows) throws SQLException {
        long started = System.nanoTime();
        boolean blocked = readerIsBlockedBy(rows, "CONCURRENTLY ");
        double seconds = (System.nanoTime() - started) / 1e9;
        boolean blockedByPlain = readerIsBlockedBy(rows, "");
        return new Finding(
                "P13",
                "the dashboard's view is refreshed within 60 s (set L) and blocks no reader",
                String.format(
                        Locale.ROOT,
                        "%.1f s; a reader in the middle of it is %s, of a plain refresh %s",
                        seconds,
                        blocked ? "blocked" : "not blocked",
                        blockedByPlain ? "blocked" : "not blocked"),
                Verdict.of(!blocked && seconds <= LONGEST_SECONDS));
    }

    private static boolean readerIsBlockedBy(DataSource rows, String how) throws SQLException {
        try (Connection connection = rows.getConnection();
                Statement refreshing = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                refreshing.execute("REFRESH MATERIALIZED VIEW " + how + "active_jobs_summary");
                return Blocking.blocks(rows, READ, PATIENCE);
            } finally {
                connection.rollback();
            }
        }
    }
}
