package dev.matchmill.jobs.subject;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.SampleRows;
import dev.matchmill.migrations.SqlSection;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.CandidateId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A database with two persons, alike but for every text and number: 900001, about whom there is a
 * row in every store, and 900002, a copy in an organization of their own.
 */
final class PersonFixture implements AutoCloseable {

    static final long PERSON = 900001;
    static final long OTHER = 900002;
    static final Instant NOW = Instant.parse("2030-06-01T10:00:00Z");

    private static final String TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')
              AND NOT c.relispartition
              AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
            ORDER BY 1
            """;

    final TestDatabase database = TestDatabase.create();
    final JdbcClient owner = JdbcClient.create(database.dataSource());
    final JdbcClient privacy;
    final Transactions transactions;
    final SubjectFingerprint fingerprint =
            new SubjectFingerprint("a key of tests".getBytes(StandardCharsets.US_ASCII));
    final Inventory inventory = Inventory.declared();
    final Subjects subjects;
    final SubjectEraser eraser;

    PersonFixture() {
        String url = database.address().url();
        DriverManagerDataSource source =
                new DriverManagerDataSource(
                        url + (url.contains("?") ? "&" : "?") + "options=-c%20role%3Dats_privacy",
                        database.address().username(),
                        Objects.requireNonNullElse(database.address().password(), ""));
        privacy = JdbcClient.create(source);
        transactions = new Transactions(new JdbcTransactionManager(source));
        subjects = new Subjects(privacy, inventory, fingerprint);
        eraser = new SubjectEraser(privacy, inventory);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            SampleRows rows = SampleRows.insert(connection);
            connection.commit();
            connection.setAutoCommit(true);
            new RowCopies(owner, PERSON, OTHER).copy(rows);
            SqlSection.byTitle(PersonFixture.class, "person.sql")
                    .values()
                    .forEach(sql -> owner.sql(sql).update());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The person of the sample rows. */
    Subject person(Extent extent) {
        return subjects.candidate(new CandidateId(PERSON), extent);
    }

    /** Erases in a transaction of its own. */
    Erasure erase(Subject subject) {
        return transactions.inNew(() -> eraser.erase(subject, NOW));
    }

    /** As {@link #erase}, for somebody whom nothing holds. */
    Erasure.Erased erased(Subject subject) {
        return (Erasure.Erased) erase(subject);
    }

    /** Every row of every table that does not belong to the subject, by table. */
    Map<String, List<String>> othersRows(Subject subject) {
        Map<String, String> mine = new TreeMap<>();
        inventory.stores().forEach(store -> mine.put(store.name(), store.rows()));
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : owner.sql(TABLES).query(String.class).list()) {
            // The trail of the erasure itself grows.
            if (!table.equals("compliance.audit_log")) {
                String condition = mine.getOrDefault(table, "false");
                rows.put(
                        table,
                        owner.sql(
                                        "SELECT t::text FROM %s t WHERE (%s) IS NOT TRUE ORDER BY 1"
                                                .formatted(table, condition))
                                .params(subject.parameters())
                                .query(String.class)
                                .list());
            }
        }
        return rows;
    }

    /** The tables in which a text stands, in plain or in hexadecimal. */
    List<String> tablesWith(String text) {
        List<String> found = new ArrayList<>();
        for (String table : owner.sql(TABLES).query(String.class).list()) {
            long rows =
                    owner.sql(
                                    """
                                    SELECT count(*) FROM %s t
                                    WHERE strpos(lower(t::text), :text) > 0
                                       OR strpos(t::text, encode(convert_to(:text, 'UTF8'), 'hex')) > 0
                                    """
                                            .formatted(table))
                            .param("text", text)
                            .query(Long.class)
                            .single();
            if (rows > 0) {
                found.add(table);
            }
        }
        return found;
    }

    @Override
    public void close() {
        database.close();
    }
}
