package dev.matchmill.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether PostgreSQL can run a statement through an index. Tables are empty, so that several
 * indexes may look equally cheap: those that win are set aside, in a transaction that is rolled
 * back, until the one in question is chosen or nothing is left to set aside.
 */
final class IndexTrial {

    private static final Pattern SCAN =
            Pattern.compile(
                    "(?:Index(?: Only)? Scan(?: Backward)? using|Bitmap Index Scan on) (\\S+)");

    private static final String ROOT =
            """
            SELECT coalesce(pg_partition_root(i.oid), i.oid)::regclass::text AS name,
                   (SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', c.conrelid::regclass, c.conname)
                    FROM pg_constraint c
                    WHERE c.conindid = coalesce(pg_partition_root(i.oid), i.oid)
                      AND c.contype <> 'f') AS drop_constraint,
                   x.indpred IS NOT NULL AS is_partial
            FROM pg_class i
            JOIN pg_index x ON x.indexrelid = i.oid
            WHERE i.relname = ?
            """;

    private final Connection connection;

    IndexTrial(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** True when a plan of the statement searches the index or takes its order. */
    boolean serves(String index, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement root = connection.prepareStatement(ROOT)) {
            statement.execute("SET LOCAL enable_seqscan = off");
            statement.execute("SET LOCAL jit = off");
            while (true) {
                List<String> plan = explain(statement, sql);
                Set<String> rivals = new HashSet<>();
                for (int line = 0; line < plan.size(); line++) {
                    Matcher scan = SCAN.matcher(plan.get(line));
                    if (!scan.find()) {
                        continue;
                    }
                    root.setString(1, scan.group(1));
                    try (ResultSet row = root.executeQuery()) {
                        row.next();
                        if (!row.getString("name").equals(index)) {
                            rivals.add(
                                    Objects.requireNonNullElse(
                                            row.getString("drop_constraint"),
                                            "DROP INDEX " + row.getString("name")));
                        } else if (row.getBoolean("is_partial") || isSearch(plan, line, sql)) {
                            return true;
                        }
                    }
                }
                if (rivals.isEmpty()) {
                    return false;
                }
                statement.execute(String.join(";", rivals));
            }
        } finally {
            connection.rollback();
        }
    }

    // A scan of the whole index, only because others are forbidden, proves nothing.
    private static boolean isSearch(List<String> plan, int line, String sql) {
        String next = line + 1 < plan.size() ? plan.get(line + 1) : "";
        boolean isSorted = plan.stream().anyMatch(it -> it.contains("Sort Key:"));
        return next.contains("Index Cond:")
                || next.contains("Order By:")
                || (sql.contains("ORDER BY") && !isSorted);
    }

    private static List<String> explain(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("EXPLAIN (COSTS OFF) " + sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
