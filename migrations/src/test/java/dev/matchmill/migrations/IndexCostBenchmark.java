package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/**
 * What the indexes that V022 drops cost a writer: the same rows are inserted into a schema of V021
 * and into one of V022, in alternating rounds of one run. Triggers and foreign keys are at work as
 * always. The command stands in the module's README; {@code -Drows=} and {@code -Drounds=} change
 * the amount.
 */
class IndexCostBenchmark {

    private static final int ROWS = Integer.getInteger("rows", 20_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    private static final String BASE =
            """
            INSERT INTO organizations (id, name) SELECT i, 'Organization ' || i FROM generate_series(1, 100) i;
            INSERT INTO jobs (id, organization_id, title, description, status, employment_type, location_type, posted_at)
            SELECT i, 1 + i % 100, 'Posting ' || i, 'Text', 'open', 'full_time', 'onsite', now() FROM generate_series(1, 2000) i;
            INSERT INTO pipeline.ingestion_sources (id, organization_id, kind, item_type, name, location)
            VALUES (1, 1, 'filesystem', 'resume', 'bench', 'bench')
            """;

    private static final String EMPTY =
            "TRUNCATE applications, candidates, pipeline.source_records, job_counters CASCADE";

    private static final String WAL = "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

    private static final String CANDIDATES =
            """
            INSERT INTO candidates (id, email, full_name, phone, current_title, location_country, location_city,
                                    years_of_experience, skills, metadata)
            SELECT i, 'person' || i || '@mail.example', 'Person ' || md5(i::text), '+49 30 ' || i,
                   'Developer ' || i % 50, 'DE', 'City ' || i % 200, i % 30,
                   jsonb_build_array('skill' || i % 500, 'skill' || i % 499), jsonb_build_object('batch', i % 100)
            FROM generate_series(1, ?) i
            """;

    private static final String APPLICATIONS =
            """
            INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email, source,
                                      application_data)
            SELECT i, 1 + i % 2000, 1 + (1 + i % 2000) % 100, i, 'person' || i || '@mail.example', 'direct',
                   jsonb_build_object('campaign', i % 500)
            FROM generate_series(1, ?) i
            """;

    private static final String LEDGER =
            """
            INSERT INTO pipeline.source_records (id, source_id, external_id, content_hash, state, changed_at)
            SELECT i, 1, 'file' || i || '.pdf', sha256(int4send(i)), 'pending', now()
            FROM generate_series(1, ?) i
            """;

    private record Load(String table, String insert) {}

    /** In the order of their foreign keys. */
    private static final List<Load> LOADS =
            List.of(
                    new Load("candidates", CANDIDATES),
                    new Load("applications", APPLICATIONS),
                    new Load("pipeline.source_records", LEDGER));

    /** Rows in a second, WAL and index bytes for each row. */
    private record Cost(double rate, double wal, double indexes) {}

    private record Variant(String name, TestDatabase database, Map<String, List<Cost>> costs) {}

    @Test
    void prints_what_the_dropped_indexes_cost() throws SQLException {
        try (TestDatabase before = TestDatabase.empty();
                TestDatabase after = TestDatabase.empty()) {
            List<Variant> variants =
                    List.of(variant("V021", before, "021"), variant("V022", after, "022"));
            for (int round = 0; round <= ROUNDS; round++) {
                for (Variant variant : round % 2 == 0 ? variants : variants.reversed()) {
                    run(variant, round > 0);
                }
            }
            assertThat(print(variants)).isLessThan(1);
        }
    }

    private static Variant variant(String name, TestDatabase database, String target)
            throws SQLException {
        Flyway.configure()
                .dataSource(database.dataSource())
                .defaultSchema("public")
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(BASE);
        }
        Map<String, List<Cost>> costs =
                LOADS.stream().collect(Collectors.toMap(Load::table, _ -> new ArrayList<>()));
        return new Variant(name, database, costs);
    }

    private static void run(Variant variant, boolean counts) throws SQLException {
        try (Connection connection = variant.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(EMPTY);
            for (Load load : LOADS) {
                long wal = number(statement, WAL);
                long start = System.nanoTime();
                try (PreparedStatement insert = connection.prepareStatement(load.insert())) {
                    insert.setInt(1, ROWS);
                    insert.executeUpdate();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                wal = number(statement, WAL) - wal;
                long size = number(statement, "SELECT pg_indexes_size('" + load.table() + "')");
                if (counts) {
                    variant.costs()
                            .getOrDefault(load.table(), List.of())
                            .add(
                                    new Cost(
                                            ROWS / seconds,
                                            (double) wal / ROWS,
                                            (double) size / ROWS));
                }
            }
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Prints the table; returns the share of the write-ahead log that all three still write. */
    private static double print(List<Variant> variants) {
        double walBefore = 0;
        double walAfter = 0;
        System.out.printf(
                Locale.ROOT,
                "%d rows a table, median of %d rounds%n%-26s %-8s %9s %12s %14s%n",
                ROWS,
                ROUNDS,
                "table",
                "schema",
                "rows/s",
                "WAL B/row",
                "index B/row");
        for (String table : LOADS.stream().map(Load::table).toList()) {
            List<Cost> medians = new ArrayList<>();
            for (Variant variant : variants) {
                List<Cost> costs = variant.costs().getOrDefault(table, List.of());
                Cost median =
                        new Cost(
                                median(costs.stream().mapToDouble(Cost::rate).toArray()),
                                median(costs.stream().mapToDouble(Cost::wal).toArray()),
                                median(costs.stream().mapToDouble(Cost::indexes).toArray()));
                medians.add(median);
                System.out.printf(
                        Locale.ROOT,
                        "%-26s %-8s %9.0f %12.0f %14.0f%n",
                        table,
                        variant.name(),
                        median.rate(),
                        median.wal(),
                        median.indexes());
            }
            walBefore += medians.get(0).wal();
            walAfter += medians.get(1).wal();
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %-8s %9.2f %12.2f %14.2f%n",
                    "",
                    "ratio",
                    medians.get(1).rate() / medians.get(0).rate(),
                    medians.get(1).wal() / medians.get(0).wal(),
                    medians.get(1).indexes() / medians.get(0).indexes());
        }
        return walAfter / walBefore;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
