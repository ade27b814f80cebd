package dev.matchmill.migrations.claim;

import dev.matchmill.migrations.pattern.DataSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** P21: inserting applications with all secondary indexes and with half of them. */
public final class IndexCost {

    private static final int PER_STATEMENT = 500;
    private static final int MOST_ROWS = 20_000;
    private static final int ROUNDS = 2;
    private static final double FEWEST_PER_SECOND = 500;

    private static final String SECONDARY =
            """
            SELECT i.indexrelid::regclass::text
            FROM pg_index i
            WHERE i.indrelid = 'applications'::regclass AND NOT i.indisunique
            ORDER BY 1
            """;

    private static final String INSERT =
            """
            INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email,
                                      application_data, applied_at)
            SELECT j.id, j.organization_id, c.id, c.email, '{"campaign": 1}', now()
            FROM generate_series(CAST(:from AS bigint), :from + :rows - 1) i
            JOIN jobs j ON j.id = 1 + i * 17 % :jobs
            JOIN candidates c ON c.id = 1 + i * 29 % :candidates
            ON CONFLICT DO NOTHING
            """;

    private IndexCost() {}

    /** Best of two rounds each, in turns, every one undone; triggers are on. */
    public static Finding check(DataSource rows, DataSet set) {
        JdbcClient jdbc = JdbcClient.create(rows);
        TransactionTemplate undone = new TransactionTemplate(new JdbcTransactionManager(rows));
        List<String> indexes = jdbc.sql(SECONDARY).query(String.class).list();
        List<String> half =
                IntStream.range(0, indexes.size())
                        .filter(i -> i % 2 == 1)
                        .mapToObj(indexes::get)
                        .toList();
        double all = 0;
        double fewer = 0;
        for (int round = 0; round < ROUNDS; round++) {
            all = Math.max(all, rowsPerSecond(jdbc, undone, set, List.of()));
            fewer = Math.max(fewer, rowsPerSecond(jdbc, undone, set, half));
        }
        return new Finding(
                "P21",
                "every index costs writes, and 500 applications a second can still be inserted",
                String.format(
                        Locale.ROOT,
                        "%,.0f rows/s with %d secondary indexes, %,.0f with %d: %.2f times",
                        all,
                        indexes.size(),
                        fewer,
                        indexes.size() - half.size(),
                        fewer / all),
                Verdict.of(all >= FEWEST_PER_SECOND && fewer > all));
    }

    private static double rowsPerSecond(
            JdbcClient jdbc, TransactionTemplate undone, DataSet set, List<String> without) {
        int wanted = Math.min(MOST_ROWS, set.applications() / 4);
        Double rate =
                undone.execute(status -> {
                    status.setRollbackOnly();
                    without.forEach(index -> jdbc.sql("DROP INDEX " + index).update());
                    int inserted = 0;
                    long started = System.nanoTime();
                    for (int from = 1; from <= wanted; from += PER_STATEMENT) {
                        inserted +=
                                jdbc.sql(INSERT)
                                        .param("from", from)
                                        .param("rows", PER_STATEMENT)
                                        .param("jobs", set.postings())
                                        .param("candidates", set.candidates())
                                        .update();
                    }
                    return inserted / ((System.nanoTime() - started) / 1e9);
                });
        return rate == null ? 0 : rate;
    }
}
