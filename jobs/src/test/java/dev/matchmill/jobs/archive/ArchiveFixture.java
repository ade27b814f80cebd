package dev.matchmill.jobs.archive;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.SampleRows;
import dev.matchmill.migrations.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A database with one row of every table: application {@link #ID} of posting {@link #ID} with a row
 * of everything that can hang on them, rejected, flagged and long past its period.
 */
final class ArchiveFixture implements AutoCloseable {

    static final long ID = 900_001;
    static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T04:00:00Z");

    private static final String DUE =
            """
            DELETE FROM background_checks;
            DELETE FROM archive.applications;
            DELETE FROM archive.jobs;
            UPDATE compliance.legal_holds SET released_at = placed_at;
            ALTER TABLE applications DISABLE TRIGGER trg_applications_status;
            UPDATE applications
            SET status = 'rejected', rejection_reason = 'not_qualified', anonymized_at = NULL,
                deleted_at = NULL, archived_at = '2025-06-01', status_changed_at = '2025-01-15';
            ALTER TABLE applications ENABLE TRIGGER trg_applications_status;
            UPDATE candidates SET anonymized_at = NULL, deleted_at = NULL;
            UPDATE compliance.ingestion_suppressions SET lifted_at = created_at;
            UPDATE jobs SET status = 'closed', closed_at = '2024-02-01', posted_at = '2023-12-01', expires_at = NULL;
            """;

    final TestDatabase database = TestDatabase.create();
    final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    final Transactions transactions =
            new Transactions(new JdbcTransactionManager(database.dataSource()));

    ArchiveFixture() {
        try (Connection connection = database.dataSource().getConnection()) {
            SampleRows.insert(connection);
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
        execute(DUE);
    }

    void execute(String sql) {
        jdbc.sql(sql).update();
    }

    long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    /** One piece of each kind; returns how many rows moved. */
    int move(DueRows due) {
        Move move = new Move(due, Catalogue.read(jdbc), _ -> "ab".repeat(32));
        return transactions.inNew(() -> move.next(jdbc, Move.Place.START, NOW, 100)).moved();
    }

    Restoration restore(long application) {
        return transactions.inNew(() -> new RestoreApplication(jdbc).restore(application));
    }

    /** Every row of the tables that travel with an application or a posting, by table. */
    Map<String, String> rows(Root root) {
        Map<String, String> rows = new TreeMap<>();
        for (String table : Aggregate.of(root, Catalogue.read(jdbc)).tables()) {
            rows.put(
                    table,
                    jdbc.sql(
                                    "SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)),"
                                            + " '[]') FROM "
                                            + table
                                            + " t")
                            .query(String.class)
                            .single());
        }
        return rows;
    }

    @Override
    public void close() {
        database.close();
    }
}
