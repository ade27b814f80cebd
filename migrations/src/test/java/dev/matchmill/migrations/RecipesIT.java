package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The recipes of README.md, as the scripts in db/example, on top of the real schema. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecipesIT {

    private static final String BUILD = "classpath:db/migration";

    private static TestDatabase database;
    private static JdbcClient jdbc;

    @BeforeAll
    static void run_all_but_the_last() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("INSERT INTO pipeline.runs (command) VALUES ('example')").update();
        migrator(BUILD, "classpath:db/example").migrate();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    @Order(1)
    void a_table_gets_its_grants_its_trigger_and_passes_the_rules_of_the_structure() {
        assertThat(
                        query(
                                "SELECT has_table_privilege('ats_batch', 'pipeline.example_notes',"
                                        + " 'INSERT')"))
                .isEqualTo(true);
        assertThat(
                        query(
                                "SELECT count(*) FROM pg_trigger WHERE tgname ="
                                        + " 'trg_example_notes_touch'"))
                .isEqualTo(1L);
        for (String rule :
                List.of(
                        "columns without classification",
                        "classifications without column",
                        "foreign keys without a supporting index",
                        "constraints not validated",
                        "invalid indexes")) {
            assertThat(jdbc.sql(StructureIT.query(rule)).query().listOfRows())
                    .as(rule)
                    .noneMatch(row -> row.toString().contains("example_notes"));
        }
    }

    @Test
    @Order(2)
    void a_label_is_used_by_the_script_after_the_one_that_adds_it_and_not_by_the_same() {
        assertThat(query("SELECT status::text FROM pipeline.runs WHERE command = 'example'"))
                .isEqualTo("example_paused");
        assertThatThrownBy(RecipesIT::addAndUseAtOnce)
                .hasMessageContaining("unsafe use of new value");
    }

    @Test
    @Order(3)
    void an_index_of_a_partitioned_table_is_valid_with_its_parts_and_found_by_the_planner() {
        assertThat(
                        query(
                                """
                                SELECT string_agg(c.relname || ' ' || i.indisvalid, ', ' ORDER BY t.level, c.relname)
                                FROM pg_partition_tree('pipeline.idx_example_events_id') t
                                JOIN pg_class c ON c.oid = t.relid
                                JOIN pg_index i ON i.indexrelid = t.relid
                                """))
                .isEqualTo(
                        "idx_example_events_id true, idx_example_events_a_id true,"
                                + " idx_example_events_b_id true");
    }

    @Test
    @Order(4)
    void a_validated_constraint_refuses_and_a_new_partition_takes_the_index_along() {
        assertThat(
                        query(
                                "SELECT convalidated FROM pg_constraint WHERE conname ="
                                        + " 'ck_example_notes_severity'"))
                .isEqualTo(true);
        jdbc.sql(
                        "CREATE TABLE pipeline.example_events_c PARTITION OF"
                                + " pipeline.example_events FOR VALUES IN ('c')")
                .update();
        assertThat(
                        query(
                                "SELECT count(*) FROM"
                                        + " pg_partition_tree('pipeline.idx_example_events_id')"))
                .isEqualTo(4L);
    }

    @Test
    @Order(5)
    void a_column_and_an_index_go_with_all_that_hangs_on_them() {
        MigrationSteps steps =
                migrator(BUILD, "classpath:db/example", "classpath:db/example-drop")
                        .repairAndMigrate();

        assertThat(steps.migrations())
                .extracting(Migration::inTransaction)
                .containsExactly(false, true);
        assertThat(query("SELECT to_regclass('pipeline.idx_example_notes_severity') IS NULL"))
                .isEqualTo(true);
        assertThat(
                        query(
                                "SELECT count(*) FROM pg_trigger WHERE tgname ="
                                        + " 'trg_example_notes_touch'"))
                .isEqualTo(1L);
        assertThat(
                        jdbc.sql(StructureIT.query("classifications without column"))
                                .query()
                                .listOfRows())
                .isEmpty();
    }

    private static void addAndUseAtOnce() throws SQLException {
        try (Connection connection = database.address().unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("ALTER TYPE run_status ADD VALUE 'example_lost'");
            statement.execute("UPDATE pipeline.runs SET status = 'example_lost'");
        }
    }

    private static Object query(String sql) {
        return jdbc.sql(sql).query().singleValue();
    }

    private static DatabaseMigrator migrator(String... locations) {
        return new DatabaseMigrator(
                database.address(),
                new MigrationOptions(false, Duration.ofSeconds(5), _ -> {}, List.of(locations)));
    }
}
