package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of structure.sql: each query must find nothing, and each is shown to find a breach. */
class StructureIT {

    private static final String OURS = "('public','pipeline','compliance','archive','ops')";

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_schema_keeps_every_rule(String rule) {
        assertThat(jdbc(database).sql(query(rule)).query().listOfRows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    columns without classification | ALTER TABLE jobs ADD COLUMN extra text
                    classifications without column | ALTER TABLE jobs DROP COLUMN salary_min CASCADE
                    foreign keys without a supporting index | DROP INDEX idx_offers_candidate
                    tables without primary key | CREATE TABLE bare (id bigint)
                    cycles of foreign keys between different tables | ALTER TABLE organizations ADD COLUMN best bigint REFERENCES jobs
                    duplicate or prefix-redundant plain b-tree indexes | CREATE INDEX idx_twice ON users (created_at)
                    constraints not validated | ALTER TABLE jobs ADD CONSTRAINT ck_late CHECK (id > 0) NOT VALID
                    timestamps without time zone, json columns, float money | CREATE TABLE bare (id timestamp PRIMARY KEY)
                    indexes or constraints with a name of PostgreSQL's choice instead of ours | CREATE INDEX ON users (locale)
                    tables without a comment that says what they are | CREATE TABLE bare (id bigint PRIMARY KEY)
                    """)
    void each_rule_finds_a_breach(String rule, String breach) {
        try (TestDatabase broken = TestDatabase.create()) {
            jdbc(broken).sql(breach).update();

            assertThat(jdbc(broken).sql(query(rule)).query().listOfRows()).isNotEmpty();
        }
    }

    @Test
    void the_schema_is_as_large_as_the_design() {
        String tables =
                "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN "
                        + OURS
                        + " AND c.relkind IN ('r','p') AND NOT c.relispartition";

        assertThat(count("SELECT count(*) " + tables)).isGreaterThanOrEqualTo(93);
        assertThat(
                        count(
                                "SELECT count(*) FROM pg_index WHERE indrelid IN (SELECT c.oid "
                                        + tables
                                        + ")"))
                .isGreaterThanOrEqualTo(470);
        assertThat(count("SELECT count(*) FROM pg_type WHERE typtype = 'e'"))
                .isGreaterThanOrEqualTo(101);
        assertThat(
                        count(
                                "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND"
                                        + " conparentid = 0"))
                .isGreaterThanOrEqualTo(185);
    }

    @Test
    void spring_batch_finds_its_six_tables_and_three_sequences() {
        assertThat(
                        count(
                                "SELECT count(*) FROM pg_class WHERE relnamespace ="
                                        + " 'batch'::regnamespace AND relkind = 'r'"))
                .isEqualTo(6);
        assertThat(
                        count(
                                "SELECT count(*) FROM pg_class WHERE relnamespace ="
                                        + " 'batch'::regnamespace AND relkind = 'S'"))
                .isEqualTo(3);
    }

    @Test
    void nearest_neighbours_have_the_index_of_the_design() {
        assertThat(
                        jdbc(database)
                                .sql(
                                        "SELECT pg_get_indexdef('idx_embeddings_vector_hnsw'"
                                                + "::regclass)")
                                .query(String.class)
                                .single())
                .contains("USING hnsw", "halfvec(1024)", "m='16'", "ef_construction='200'");
    }

    static Set<String> rules() {
        return queries().keySet();
    }

    static String query(String rule) {
        return Objects.requireNonNull(queries().get(rule), rule);
    }

    private static Map<String, String> queries() {
        try (InputStream in =
                Objects.requireNonNull(StructureIT.class.getResourceAsStream("structure.sql"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> queries = new LinkedHashMap<>();
            for (String part : text.substring(text.indexOf("\n--- ") + 1).split("(?m)^--- ", -1)) {
                if (!part.isEmpty()) {
                    int end = part.indexOf('\n');
                    queries.put(part.substring(0, end), part.substring(end + 1));
                }
            }
            return queries;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int count(String query) {
        return jdbc(database).sql(query).query(Integer.class).single();
    }

    private static JdbcClient jdbc(TestDatabase database) {
        return JdbcClient.create(database.dataSource());
    }
}
