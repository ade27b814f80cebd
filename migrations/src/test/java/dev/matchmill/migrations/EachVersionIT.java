package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From each version that there ever was to the newest, with rows in every table it has. */
class EachVersionIT {

    /** From it on, nearly every table has its sample row. */
    private static final String FIRST_WHOLE = "020";

    /** Its row configures partitions of a table that it only makes up. */
    private static final String CONFIGURATION = "ops.partition_policies";

    /** What they refer to, and the partitions of their months, came with later scripts. */
    private static final Set<String> NOT_BEFORE_V015 =
            Set.of("compliance.retention_actions", "compliance.audit_log");

    private static final String COMMON_COLUMNS =
            """
            SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_attribute a
            WHERE a.attrelid = to_regclass(:table)
              AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
              AND jsonb_exists(CAST(:row AS jsonb), a.attname::text)
            """;

    private static final String POUR =
            """
            INSERT INTO {table} AS t ({columns}) OVERRIDING SYSTEM VALUE
            SELECT {columns} FROM jsonb_populate_record(CAST(NULL AS {table}), CAST(:row AS jsonb))
            """;

    // A row is still there when one agrees with it in all columns that both know.
    private static final String STILL_THERE =
            """
            SELECT count(*)
            FROM {table} t
            WHERE (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(t))
                   WHERE jsonb_exists(CAST(:row AS jsonb), key))
                = (SELECT jsonb_object_agg(key, value) FROM jsonb_each(CAST(:row AS jsonb))
                   WHERE jsonb_exists(to_jsonb(t), key))
            """;

    /** A row of the newest version as JSON, and what finds it in its table by its key. */
    private record Sample(String row, String condition) {}

    private static Map<String, Sample> samples;
    private static List<String> newest;

    @BeforeAll
    static void read_the_newest_version() throws SQLException {
        // Not a copy of one that was: CREATE DATABASE leaves the roles' settings behind.
        try (TestDatabase database = TestDatabase.empty();
                Connection connection = database.dataSource().getConnection()) {
            new DatabaseMigrator(database.address()).migrate();
            newest = Catalogue.schema(database);
            SampleRows rows = SampleRows.insert(connection);
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            samples = new LinkedHashMap<>();
            for (String table : rows.tables()) {
                String condition = rows.condition(table);
                samples.put(
                        table, new Sample(row(jdbc, table, condition).orElseThrow(), condition));
            }
        }
    }

    @AfterAll
    static void forget() {
        samples = Map.of();
        newest = List.of();
    }

    static Stream<String> versions() {
        try (TestDatabase database = TestDatabase.empty()) {
            return Arrays.stream(flyway(database, "latest").info().all())
                    .map(MigrationInfo::getVersion)
                    .map(String::valueOf);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void rows_of_each_version_survive_and_its_schema_becomes_the_newest(String version) {
        try (TestDatabase database = TestDatabase.empty()) {
            flyway(database, version).migrate();
            JdbcClient before = JdbcClient.create(database.dataSource());
            long tables = samples.keySet().stream().filter(it -> isThere(before, it)).count();
            Map<String, String> rows = pour(before, version);

            new DatabaseMigrator(database.address()).migrate();

            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            assertThat(rows)
                    .allSatisfy((table, row) ->
                            assertThat(
                                            jdbc.sql(STILL_THERE.replace("{table}", table))
                                                    .param("row", row)
                                                    .query(Integer.class)
                                                    .single())
                                    .isEqualTo(1));
            assertThat(difference(Catalogue.schema(database), newest)).isEmpty();
            if (version.compareTo(FIRST_WHOLE) >= 0) {
                assertThat(rows).hasSizeGreaterThanOrEqualTo((int) tables * 9 / 10);
            }
        }
    }

    @Test
    void the_newest_version_again_changes_nothing_at_all() {
        try (TestDatabase database = TestDatabase.create()) {
            List<String> schema = Catalogue.schema(database);
            String versions = Catalogue.versions(database);

            int applied = new DatabaseMigrator(database.address()).migrate();
            MigrationSteps steps = new DatabaseMigrator(database.address()).repairAndMigrate();

            assertThat(applied).isZero();
            assertThat(steps.isEmpty()).isTrue();
            assertThat(Catalogue.schema(database)).containsExactlyElementsOf(schema);
            assertThat(Catalogue.versions(database)).isEqualTo(versions);
        }
    }

    @Test
    void the_comparison_sees_a_column_a_comment_and_a_grant() {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            for (String change :
                    List.of(
                            "ALTER TABLE jobs ADD COLUMN extra text",
                            "COMMENT ON COLUMN jobs.extra IS 'more'",
                            "GRANT DELETE ON jobs TO ats_app")) {
                List<String> before = Catalogue.schema(database);
                String versions = Catalogue.versions(database);

                jdbc.sql(change).update();

                assertThat(Catalogue.schema(database)).as(change).isNotEqualTo(before);
                assertThat(Catalogue.versions(database))
                        .satisfiesAnyOf(
                                now -> assertThat(now).isNotEqualTo(versions),
                                _ -> assertThat(change).startsWith("COMMENT"));
            }
        }
    }

    private static List<String> difference(List<String> here, List<String> there) {
        Set<String> known = new HashSet<>(there);
        Set<String> present = new HashSet<>(here);
        return Stream.concat(
                        here.stream().filter(line -> !known.contains(line)).map("+ "::concat),
                        there.stream().filter(line -> !present.contains(line)).map("- "::concat))
                .toList();
    }

    // Inserts each sample into the table as it is here; what is not possible yet is left out. Read
    // again at the end, because triggers count and date.
    private static Map<String, String> pour(JdbcClient jdbc, String version) {
        Map<String, String> rows = new LinkedHashMap<>();
        samples.forEach((table, sample) -> {
            boolean early = version.compareTo("015") < 0 && isOfLaterScripts(table);
            if (!early && !table.equals(CONFIGURATION)) {
                pour(jdbc, table, sample);
            }
        });
        samples.forEach((table, sample) -> {
            if (isThere(jdbc, table)) {
                row(jdbc, table, sample.condition()).ifPresent(row -> rows.put(table, row));
            }
        });
        return rows;
    }

    private static boolean isThere(JdbcClient jdbc, String table) {
        return jdbc.sql("SELECT to_regclass(:table) IS NOT NULL")
                .param("table", table)
                .query(Boolean.class)
                .single();
    }

    private static void pour(JdbcClient jdbc, String table, Sample sample) {
        try {
            jdbc.sql(COMMON_COLUMNS)
                    .param("table", table)
                    .param("row", sample.row())
                    .query(String.class)
                    .optional()
                    .map(columns -> POUR.replace("{table}", table).replace("{columns}", columns))
                    .ifPresent(insert -> jdbc.sql(insert).param("row", sample.row()).update());
        } catch (DataAccessException notYet) {
            // A partition or a label that a later version makes, a row that hangs on such, or one
            // that a trigger has made already.
            assertThat(notYet.getMostSpecificCause())
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e ->
                                    assertThat(e.getSQLState())
                                            .isIn("23514", "22P02", "23503", "23505"));
        }
    }

    private static Optional<String> row(JdbcClient jdbc, String table, String condition) {
        return jdbc.sql("SELECT to_jsonb(t)::text FROM " + table + " t WHERE " + condition)
                .query(String.class)
                .optional();
    }

    private static boolean isOfLaterScripts(String table) {
        return table.startsWith("archive.") || NOT_BEFORE_V015.contains(table);
    }

    private static Flyway flyway(TestDatabase database, String target) {
        return Flyway.configure()
                .loggers(QuietFlywayLog.class.getName())
                .dataSource(database.dataSource())
                .defaultSchema("public")
                .locations("classpath:db/migration")
                .target(target)
                // They belong to the newest scripts, and may call what only those define.
                .skipDefaultCallbacks(true)
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }
}
