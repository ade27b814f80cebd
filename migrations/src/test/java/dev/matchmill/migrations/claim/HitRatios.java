package dev.matchmill.migrations.claim;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many blocks were found in the server's memory; P18. */
record HitRatios(double tableHits, double tableReads, double indexHits, double indexReads) {

    private static final double TABLES = 0.95;
    private static final double INDEXES = 0.99;

    private static final String BLOCKS =
            """
            SELECT sum(heap_blks_hit), sum(heap_blks_read), sum(idx_blks_hit), sum(idx_blks_read)
            FROM pg_statio_user_tables
            """;

    static HitRatios of(DatabaseAddress address) {
        return JdbcClient.create(address.unpooled())
                .sql(BLOCKS)
                .query((row, _) ->
                        new HitRatios(
                                row.getDouble(1),
                                row.getDouble(2),
                                row.getDouble(3),
                                row.getDouble(4)))
                .single();
    }

    HitRatios since(HitRatios before) {
        return new HitRatios(
                tableHits - before.tableHits,
                tableReads - before.tableReads,
                indexHits - before.indexHits,
                indexReads - before.indexReads);
    }

    Finding judge() {
        double tables = tableHits / (tableHits + tableReads);
        double indexes = indexHits / (indexHits + indexReads);
        return new Finding(
                "P18",
                "over 95 % of table blocks and 99 % of index blocks come from memory (a set that"
                        + " fits)",
                String.format(
                        Locale.ROOT,
                        "%.1f %% of %,.0f table blocks, %.2f %% of %,.0f index blocks",
                        100 * tables,
                        tableHits + tableReads,
                        100 * indexes,
                        indexHits + indexReads),
                Verdict.of(tables > TABLES && indexes > INDEXES));
    }
}
