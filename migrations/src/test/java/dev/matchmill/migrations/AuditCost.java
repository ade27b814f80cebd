package dev.matchmill.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what the audit trail costs a write: the same statements with and without its triggers,
 * in turn, in one database. Prints the fastest of several rounds, because a busy machine only ever
 * adds to a time; run it by its main method.
 */
public final class AuditCost {

    private static final int ROWS = 10_000;
    private static final int ROUNDS = 9;

    private static final String INSERT =
            """
            INSERT INTO candidates (id, email, full_name, current_title, summary, metadata, years_of_experience)
            SELECT i, i || '@a.example', 'A', 'Engineer', repeat('what somebody did ', 15), '{"note": "x"}', 3
            FROM generate_series(1, %d) i
            """
                    .formatted(ROWS);

    private final Connection connection;

    private AuditCost(Connection connection) {
        this.connection = connection;
    }

    /** Prints a line for each kind of write; takes some minutes. */
    public static void main(String[] args) throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.address().unpooled().getConnection()) {
            AuditCost cost = new AuditCost(connection);
            System.out.printf("%d candidates, fastest of %d rounds%n", ROWS, ROUNDS);
            System.out.println(
                    "write                      without   audited  ratio  ms per row  audit bytes"
                            + " per row");
            cost.measure("insert, one statement", ROWS, "DELETE FROM candidates", INSERT);
            cost.measure("update, one statement", ROWS, "", update("true"));
            cost.measure(
                    "update that changes nothing", ROWS, "", "UPDATE candidates SET email = email");
            cost.measure("update, row by row", 100, "", rowByRow(100));
            cost.measure(
                    "delete, one statement",
                    ROWS,
                    "DELETE FROM candidates; " + INSERT,
                    "DELETE FROM candidates");
        }
    }

    private static String update(String condition) {
        return "UPDATE candidates SET current_title = current_title || 'x', years_of_experience ="
                + " 9 - years_of_experience WHERE "
                + condition;
    }

    private static String rowByRow(int rows) {
        return "DO $$ BEGIN FOR i IN 1.."
                + rows
                + " LOOP "
                + update("id = i")
                + "; END LOOP; END $$";
    }

    private void measure(String name, int rows, String before, String write) throws SQLException {
        List<Double> without = new ArrayList<>();
        List<Double> audited = new ArrayList<>();
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            audit(false);
            execute(before);
            without.add(time(write));
            execute(before);
            audit(true);
            long size = auditBytes();
            audited.add(time(write));
            bytes = auditBytes() - size;
        }
        System.out.printf(
                Locale.ROOT,
                "%-27s %4.0f ms %6.0f ms  %5.2f  %10.3f  %19d%n",
                name,
                fastest(without),
                fastest(audited),
                fastest(audited) / fastest(without),
                (fastest(audited) - fastest(without)) / rows,
                bytes / rows);
    }

    private void audit(boolean on) throws SQLException {
        for (String event : List.of("i", "u", "d")) {
            execute(
                    "ALTER TABLE candidates %s TRIGGER trg_candidates_audit_%s"
                            .formatted(on ? "ENABLE" : "DISABLE", event));
        }
    }

    private double time(String sql) throws SQLException {
        long began = System.nanoTime();
        execute(sql);
        double milliseconds = (System.nanoTime() - began) / 1e6;
        execute("VACUUM candidates");
        return milliseconds;
    }

    private long auditBytes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT sum(pg_total_relation_size(relid))
                                FROM pg_partition_tree('compliance.audit_log')
                                """)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double fastest(List<Double> times) {
        return times.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
