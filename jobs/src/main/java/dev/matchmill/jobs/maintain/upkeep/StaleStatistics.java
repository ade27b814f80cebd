package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables of which a tenth changed since their statistics were made. */
final class StaleStatistics {

    private static final double SHARE = 0.1;
    private static final long ROWS = 1_000;

    private static final String STALE =
            """
            SELECT format('%I.%I', schemaname, relname) AS "table",
                   n_mod_since_analyze::float8 / greatest(n_live_tup, :rows) AS share
            FROM pg_stat_user_tables
            WHERE n_mod_since_analyze > :share * greatest(n_live_tup, :rows)
            ORDER BY share DESC, "table"
            """;

    private StaleStatistics() {}

    private record Stale(String table, double share) {}

    static void find(JdbcClient jdbc, Visit visit) {
        jdbc.sql(STALE)
                .param("rows", ROWS)
                .param("share", SHARE)
                .query(Stale.class)
                .list()
                .forEach(stale ->
                        visit.find(
                                Finding.info(
                                        FindingKind.STALE_STATISTICS,
                                        stale.table(),
                                        stale.share(),
                                        SHARE,
                                        "Run ANALYZE "
                                                + stale.table()
                                                + ", or wait for autovacuum"
                                                + " and the monthly statisticsRefresh.")));
    }
}
