package dev.matchmill.jobs.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.SampleRows;
import dev.matchmill.migrations.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * A database where 900001 has a row in every table and 900000 is somebody with nothing; merges run
 * as the role of the jobs.
 */
final class MergeFixture implements AutoCloseable {

    static final long FULL = 900001;
    static final long BARE = 900000;
    static final long STAFF = 900009;
    static final Instant NOW = Instant.parse("2030-06-01T10:00:00Z");

    private static final String TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')
              AND NOT c.relispartition
              AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
              AND c.relname NOT IN ('audit_log', 'candidate_merges', 'candidate_merge_changes',
                                    'duplicate_proposals', 'identity_keys', 'identity_states')
            ORDER BY 1
            """;

    final TestDatabase database = TestDatabase.create();
    final JdbcClient owner = JdbcClient.create(database.dataSource());
    final JdbcClient batch;
    final Transactions transactions;
    final DuplicateParts parts;

    MergeFixture() {
        DriverManagerDataSource source = as("ats_batch");
        batch = JdbcClient.create(source);
        transactions = new Transactions(new JdbcTransactionManager(source));
        parts =
                new DuplicateParts(
                        batch, Clock.fixed(NOW, ZoneOffset.UTC), JsonMapper.builder().build());
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            SampleRows.insert(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        owner.sql("DELETE FROM pipeline.duplicate_proposals").update();
        owner.sql("DELETE FROM pipeline.candidate_merges").update();
        owner.sql("UPDATE compliance.legal_holds SET released_at = now()").update();
        owner.sql(
                        "INSERT INTO users (id, email, full_name, role, organization_id) VALUES"
                                + " (:id, 'staff@example.com', 'Staff', 'recruiter', 900001)")
                .param("id", STAFF)
                .update();
    }

    DriverManagerDataSource as(String role) {
        String url = database.address().url();
        return new DriverManagerDataSource(
                url + (url.contains("?") ? "&" : "?") + "options=-c%20role%3D" + role,
                database.address().username(),
                Objects.requireNonNullElse(database.address().password(), ""));
    }

    MergeCandidates.End merge(long one, long other, long into) {
        return transactions.inNew(() ->
                new MergeCandidates(parts, by("duplicates merge"))
                        .merge(one, other, Optional.of(into)));
    }

    /** The number of the merge. */
    long merged(long merged, long survivor) {
        MergeCandidates.End end = merge(merged, survivor, survivor);
        assertThat(end).isInstanceOf(MergeCandidates.End.Merged.class);
        return ((MergeCandidates.End.Merged) end).merge();
    }

    UndoMerge.End undo(long merge) {
        return transactions.inNew(() -> new UndoMerge(parts, by("duplicates undo")).undo(merge));
    }

    void undone(long merge) {
        assertThat(undo(merge)).isInstanceOf(UndoMerge.End.Undone.class);
    }

    DecisionContext by(String command) {
        return new DecisionContext(STAFF, command, NOW);
    }

    /** A search for duplicates of whom changed; ended. */
    FindDuplicates.Found find(DuplicateSettings settings) {
        FindDuplicates search = new FindDuplicates(parts, settings, transactions::inNew);
        while (search.next()) {
            // the next batch
        }
        return search.found();
    }

    /** Every row of every table of the business, without the instant of its last change. */
    Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : owner.sql(TABLES).query(String.class).list()) {
            rows.put(
                    table,
                    owner.sql(
                                    "SELECT (to_jsonb(t) - 'updated_at')::text FROM %s t ORDER BY 1"
                                            .formatted(table))
                            .query(String.class)
                            .list());
        }
        return rows;
    }

    long count(String sql) {
        return owner.sql(sql).query(Long.class).single();
    }

    /** A candidate with an address of their own. */
    void person(long id, String name) {
        owner.sql("INSERT INTO candidates (id, email, full_name) VALUES (:id, :email, :name)")
                .param("id", id)
                .param("email", "person-" + id + "@example.com")
                .param("name", name)
                .update();
    }

    @Override
    public void close() {
        database.close();
    }
}
