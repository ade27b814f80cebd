package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.RunOutcome;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tests ask of the database. */
record Rows(JdbcClient jdbc) {

    private static final String BOOKS =
            """
            SELECT coalesce(sum(seen_count), 0) AS seen, coalesce(sum(stored_count), 0) AS stored,
                   coalesce(sum(unchanged_count), 0) AS unchanged,
                   coalesce(sum(duplicate_count), 0) AS duplicate,
                   coalesce(sum(suppressed_count), 0) AS suppressed,
                   coalesce(sum(rejected_count), 0) AS rejected,
                   coalesce(sum(deferred_count), 0) AS deferred
            FROM\
            """;

    long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    String text(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    /**
     * State and reason of each item, such as {@code a.txt stored} or {@code b.txt deferred
     * vanished}.
     */
    List<String> ledger() {
        return texts(
                """
                SELECT concat_ws(' ', external_id, nullif('[' || posting_ref || ']', '[]'), state,
                                 reason)
                FROM pipeline.source_records
                ORDER BY external_id, posting_ref
                """);
    }

    /** Each row's place and version: equal lists mean that nothing was written. */
    List<String> versions(String table) {
        return texts("SELECT ctid || ' ' || xmin FROM " + table + " ORDER BY ctid");
    }

    /** The books of a run that read sources or feeds. */
    void checkBooks(RunOutcome outcome) {
        checkRun(outcome);
        checkSources(outcome);
    }

    /** The books balance, and the run's row says the same. */
    void checkRun(RunOutcome outcome) {
        long run = outcome.id().value();
        Books books = outcome.report().books();
        assertThat(books.balance()).as("%s", books).isTrue();
        assertThat(books(" pipeline.runs WHERE id = " + run)).isEqualTo(books.toMap());
        assertThat(count("pipeline.runs WHERE status = 'running'")).isZero();
        assertThat(count("pipeline.ingestion_runs WHERE status = 'running'")).isZero();
        assertThat(count("pipeline.source_records WHERE state = 'pending'")).isZero();
    }

    /** The run's sources and feeds, and their items, agree with its books. */
    void checkSources(RunOutcome outcome) {
        long run = outcome.id().value();
        Books books = outcome.report().books();
        assertThat(books(" pipeline.ingestion_runs WHERE run_id = " + run))
                .isEqualTo(books.toMap());
        assertThat(items(run)).isEqualTo(books.seen() - books.unchanged());
    }

    private long items(long run) {
        return count(
                "pipeline.ingestion_items i JOIN pipeline.ingestion_runs r ON r.id = i.run_id"
                        + " WHERE r.run_id = "
                        + run);
    }

    private Map<String, Long> books(String from) {
        return jdbc.sql(BOOKS + from)
                .query((row, _) ->
                        new Books(
                                row.getLong("seen"),
                                row.getLong("stored"),
                                row.getLong("unchanged"),
                                row.getLong("duplicate"),
                                row.getLong("suppressed"),
                                row.getLong("rejected"),
                                row.getLong("deferred")))
                .single()
                .toMap();
    }
}
