package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of structure.sql: each query must find nothing, and each is shown to find a breach. */
class StructureIT {

    private static final List<SqlSection> RULES = SqlSection.of(StructureIT.class, "structure.sql");

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
                    classifications that leave one of the four respects open | ALTER TABLE compliance.data_classifications ALTER erase_action DROP NOT NULL; UPDATE compliance.data_classifications SET erase_action = NULL WHERE column_name = 'phone'
                    classifications without column | ALTER TABLE jobs DROP COLUMN salary_min CASCADE
                    tables whose columns have different retention classes | UPDATE compliance.data_classifications SET retention_class = 'audit' WHERE table_name = 'jobs' AND column_name = 'title'
                    foreign keys without a supporting index | DROP INDEX idx_offers_candidate
                    foreign keys without a supporting index | DROP INDEX idx_offers_candidate; CREATE INDEX idx_offers_some ON offers (candidate_id) WHERE status = 'sent'
                    foreign keys without a supporting index | DROP INDEX idx_embeddings_entity
                    tables without primary key | CREATE TABLE bare (id bigint)
                    cycles of foreign keys between different tables | ALTER TABLE organizations ADD COLUMN best bigint REFERENCES jobs
                    indexes that another one makes redundant | CREATE INDEX idx_twice ON users (organization_id)
                    indexes that another one makes redundant | CREATE INDEX idx_twice ON users (organization_id) WHERE organization_id IS NOT NULL
                    indexes that another one makes redundant | CREATE INDEX idx_twice ON jobs (expires_at) WHERE status = 'open'
                    indexes that another one makes redundant | CREATE INDEX idx_twice ON skill_aliases (alias)
                    indexes that another one makes redundant | CREATE INDEX idx_twice ON pipeline.match_results (job_id, generation_id)
                    indexes that another one makes redundant | CREATE UNIQUE INDEX uq_twice ON users (email)
                    indexes that another one makes redundant | CREATE INDEX idx_twice ON candidates USING gin (skills jsonb_path_ops)
                    constraints not validated | ALTER TABLE jobs ADD CONSTRAINT ck_late CHECK (id > 0) NOT VALID
                    invalid indexes | CREATE INDEX idx_notifications_half ON ONLY notifications (title)
                    timestamps without time zone | CREATE TABLE bare (id timestamp PRIMARY KEY)
                    timestamps without time zone | ALTER TABLE jobs ADD COLUMN opens time
                    columns of type json or with a length of text | ALTER TABLE jobs ADD COLUMN extra json
                    columns of type json or with a length of text | ALTER TABLE jobs ADD COLUMN extra varchar(50)
                    identifiers that are not bigint | CREATE TABLE bare (id integer PRIMARY KEY)
                    identifiers that are not bigint | ALTER TABLE jobs ADD COLUMN sponsor integer REFERENCES users
                    money that is not a bigint of minor units | ALTER TABLE jobs ADD COLUMN relocation_cost numeric(12,2)
                    money that is not a bigint of minor units | ALTER TABLE jobs ADD COLUMN extra money
                    money that is not a bigint of minor units | ALTER TABLE jobs ADD COLUMN signing_bonus integer
                    amounts without a currency | ALTER TABLE users ADD COLUMN reward amount_minor
                    names that do not follow the rules | CREATE INDEX ON users (locale)
                    names that do not follow the rules | CREATE INDEX uq_users_locale ON users (locale)
                    names that do not follow the rules | CREATE UNIQUE INDEX idx_users_locale ON users (locale, id)
                    names that do not follow the rules | ALTER TABLE users RENAME CONSTRAINT users_pkey TO pk_users
                    names that do not follow the rules | ALTER TABLE users ADD CONSTRAINT users_name CHECK (full_name <> '')
                    names that do not follow the rules | ALTER TABLE users ADD UNIQUE (locale, id)
                    names that do not follow the rules | ALTER TABLE offers RENAME CONSTRAINT offers_candidate_id_fkey TO its_candidate
                    names that do not follow the rules | ALTER TABLE users ADD COLUMN "lastSeen" timestamptz
                    names that do not follow the rules | ALTER TRIGGER trg_users_touch ON users RENAME TO touch_users
                    names that do not follow the rules | CREATE TYPE shade AS ENUM ('Dark', 'light')
                    enum types that nothing uses | CREATE TYPE shade AS ENUM ('dark', 'light')
                    tables without a comment that says what they are | CREATE TABLE bare (id bigint PRIMARY KEY)
                    """)
    void each_rule_finds_a_breach(String rule, String breach) {
        try (TestDatabase broken = TestDatabase.create()) {
            jdbc(broken).sql(breach).update();

            assertThat(jdbc(broken).sql(query(rule)).query().listOfRows()).isNotEmpty();
        }
    }

    @Test
    void no_rule_is_without_a_breach() throws NoSuchMethodException {
        CsvSource breaches =
                StructureIT.class
                        .getDeclaredMethod("each_rule_finds_a_breach", String.class, String.class)
                        .getAnnotation(CsvSource.class);

        assertThat(breaches.textBlock().lines().map(line -> line.replaceFirst(" +\\|.*", "")))
                .containsAll(rules());
    }

    /** Partitions count once, with their parent; Spring Batch and Flyway don't count. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tables                  | 50
                    indexes                 | 140
                    b-tree indexes          | 80
                    composite indexes       | 20
                    gin indexes             | 15
                    partial indexes         | 20
                    foreign keys            | 80
                    unique constraints      | 20
                    enum types              | 50
                    """)
    void the_schema_has_at_least(String things, int bound) {
        assertThat(counts().get(things)).isGreaterThanOrEqualTo(bound);
    }

    @Test
    void the_vectors_have_one_index_definition() {
        assertThat(counts()).containsEntry("hnsw indexes", 1);
    }

    @Test
    void spring_batch_finds_its_six_tables_and_three_sequences() {
        assertThat(
                        count(
                                "SELECT count(*) FROM pg_class WHERE relnamespace ="
                                        + " 'batch'::regnamespace AND relkind = 'r' AND relname"
                                        + " LIKE 'batch%'"))
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

    static List<String> rules() {
        return RULES.stream().map(SqlSection::title).toList();
    }

    static String query(String rule) {
        return RULES.stream()
                .filter(it -> it.title().equals(rule))
                .map(SqlSection::sql)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Integer> counts() {
        return jdbc(database)
                .sql(SqlSection.of(StructureIT.class, "counts.sql").getFirst().sql())
                .query((row, number) -> Map.entry(row.getString("things"), row.getInt("number")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static int count(String query) {
        return jdbc(database).sql(query).query(Integer.class).single();
    }

    private static JdbcClient jdbc(TestDatabase database) {
        return JdbcClient.create(database.dataSource());
    }
}
