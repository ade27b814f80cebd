package dev.matchmill.migrations.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** P09: each partial b-tree index beside one of the same columns without its predicate. */
public final class PartialIndexes {

    private static final double SELECTIVE = 0.4;
    private static final double SAVING = 0.5;

    /** Below so many pages, what a page holds besides entries decides. */
    private static final int FEWEST_PAGES = 16;

    private static final String PARTIAL =
            """
            SELECT i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS rows_of,
                   pg_get_indexdef(i.indexrelid) AS definition,
                   pg_get_expr(i.indpred, i.indrelid) AS predicate
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_am a ON a.oid = c.relam
            WHERE i.indpred IS NOT NULL
              AND a.amname = 'btree'
              AND i.indrelid IN ('jobs'::regclass, 'applications'::regclass,
                                 'candidates'::regclass, 'user_sessions'::regclass)
            ORDER BY 1
            """;

    private record Partial(String name, String table, String definition, String predicate) {}

    private record Size(String name, double selected, double saved) {}

    private PartialIndexes() {}

    /** Compares all on the core tables that have rows in and outside the index. */
    public static Finding check(DataSource rows) {
        JdbcClient jdbc = JdbcClient.create(rows);
        TransactionTemplate undone = new TransactionTemplate(new JdbcTransactionManager(rows));
        List<Size> sizes = new ArrayList<>();
        for (Partial index : partial(jdbc)) {
            undone.executeWithoutResult(status -> {
                compare(jdbc, index, sizes);
                status.setRollbackOnly();
            });
        }
        sizes.sort(Comparator.comparing(Size::saved));
        boolean holds = !sizes.isEmpty() && sizes.getFirst().saved() >= SAVING;
        return new Finding(
                "P09",
                "partial indexes are 50 to 90 % smaller where they hold at most 40 % of the rows",
                sizes.isEmpty()
                        ? "no index is large enough"
                        : sizes.size()
                                + " indexes, from "
                                + words(sizes.getFirst())
                                + " to "
                                + words(sizes.getLast()),
                Verdict.of(holds));
    }

    private static void compare(JdbcClient jdbc, Partial index, List<Size> sizes) {
        double selected =
                number(
                        jdbc,
                        "SELECT count(*) FILTER (WHERE %s)::float8 / greatest(count(*), 1) FROM %s"
                                .formatted(index.predicate(), index.table()));
        if (selected == 0 || selected > SELECTIVE) {
            return;
        }
        String definition = index.definition();
        jdbc.sql("REINDEX INDEX " + index.name()).update();
        jdbc.sql(
                        definition
                                .substring(0, definition.indexOf(" WHERE "))
                                .replaceFirst("INDEX \\S+ ON", "INDEX idx_of_all_rows ON")
                                .replace("UNIQUE ", ""))
                .update();
        double all = pages(jdbc, "idx_of_all_rows");
        if (all >= FEWEST_PAGES) {
            sizes.add(new Size(index.name(), selected, 1 - pages(jdbc, index.name()) / all));
        }
    }

    private static String words(Size size) {
        return String.format(
                Locale.ROOT,
                "%.0f %% (%s, %.0f %% of the rows)",
                100 * size.saved(),
                size.name(),
                100 * size.selected());
    }

    private static List<Partial> partial(JdbcClient jdbc) {
        return jdbc.sql(PARTIAL)
                .query((row, _) ->
                        new Partial(
                                row.getString("name"),
                                row.getString("rows_of"),
                                row.getString("definition"),
                                row.getString("predicate")))
                .list();
    }

    private static double pages(JdbcClient jdbc, String index) {
        return number(jdbc, "SELECT pg_relation_size('" + index + "') / 8192.0");
    }

    private static double number(JdbcClient jdbc, String query) {
        return jdbc.sql(query).query(Double.class).single();
    }
}
