package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How the trail is written and kept; each test in a transaction that is undone. */
class AuditTrailIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private Connection connection;
    private JdbcClient jdbc;

    @BeforeEach
    void begin() throws SQLException {
        connection = DATABASE.address().unpooled().getConnection();
        connection.setAutoCommit(false);
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    @AfterEach
    void undo() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void who_acts_is_the_system_where_nobody_says_so() {
        candidates(1);

        assertThat(entries("candidates")).containsExactly("insert system");
    }

    @Test
    void the_context_ends_with_its_transaction() throws SQLException {
        run("SET LOCAL ats.actor_type = 'batch'");
        connection.rollback();
        candidates(1);

        assertThat(entries("candidates")).containsExactly("insert system");
    }

    @Test
    void ten_thousand_rows_changed_at_once_are_ten_thousand_entries_of_one_insert() {
        candidates(10_000);
        run(
                """
                CREATE SEQUENCE inserts;
                CREATE FUNCTION count_insert() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM nextval('public.inserts'); RETURN NULL; END $$;
                CREATE TRIGGER trg_count AFTER INSERT ON compliance.audit_log
                FOR EACH STATEMENT EXECUTE FUNCTION count_insert()
                """);

        run("UPDATE candidates SET location_country = 'FR'");

        assertThat(count("compliance.audit_log WHERE action = 'update'")).isEqualTo(10_000);
        assertThat(
                        count(
                                "(SELECT DISTINCT row_id FROM compliance.audit_log WHERE action ="
                                        + " 'update') r"))
                .isEqualTo(10_000);
        assertThat(number("SELECT last_value FROM inserts WHERE is_called")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void writing_what_is_there_already_leaves_no_entry(int people) {
        candidates(people);

        run("UPDATE candidates SET full_name = full_name, metadata = metadata");
        run("UPDATE candidates SET last_activity_at = now() - interval '1 day'");

        assertThat(count("compliance.audit_log WHERE action = 'update'")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void only_the_changed_columns_of_the_changed_rows_are_listed(int people) {
        candidates(people + 1);

        run(
                "UPDATE candidates SET is_active = email <> '1@a.example', location_country = 'DE',"
                        + " phone = '1'");

        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT DISTINCT concat_ws(' ', changed_columns, old_values)
                                        FROM compliance.audit_log
                                        WHERE action = 'update'
                                        ORDER BY 1
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly(
                        "{is_active,location_country,phone} {\"phone\": \"[redacted]\","
                                + " \"is_active\": true, \"location_country\": null}",
                        "{location_country,phone} {\"phone\": \"[redacted]\","
                                + " \"location_country\": null}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void a_change_of_a_primary_key_is_a_removal_and_an_arrival(int count) {
        run("INSERT INTO skills (id, canonical_name, display_name) VALUES (1, 'a', 'A')");
        run(
                "INSERT INTO skill_aliases SELECT 'a' || i, 1 FROM generate_series(1, %d) i"
                        .formatted(count));

        run("UPDATE skill_aliases SET alias = 'b' || alias");

        assertThat(count("compliance.audit_log WHERE action = 'delete' AND row_id LIKE 'a%'"))
                .isEqualTo(count);
        assertThat(count("compliance.audit_log WHERE action = 'insert' AND row_id LIKE 'ba%'"))
                .isEqualTo(count);
        assertThat(count("compliance.audit_log WHERE action = 'update'")).isZero();
    }

    @Test
    void copied_rows_are_recorded() throws Exception {
        new CopyManager(connection.unwrap(BaseConnection.class))
                .copyIn(
                        "COPY candidates (email, full_name) FROM STDIN",
                        new StringReader("a@a.example\tA\nb@a.example\tB\n"));

        assertThat(entries("candidates")).containsExactly("insert system", "insert system");
    }

    @Test
    void rows_that_go_with_another_are_recorded_on_partitioned_tables_too() {
        run(
                "INSERT INTO users (id, email, full_name, role) VALUES (1, 'a@a.example', 'A',"
                        + " 'candidate')");
        run(
                """
                INSERT INTO notifications (user_id, notification_type, title, message)
                SELECT 1, 'system', 'title', 'message' FROM generate_series(1, 3);
                UPDATE notifications SET read_at = now();
                DELETE FROM users
                """);

        assertThat(entries("notifications"))
                .containsExactly("delete system", "delete system", "delete system");
    }

    @Test
    void a_column_without_classification_is_hidden() {
        run("ALTER TABLE skills ADD COLUMN extra text");
        run(
                "INSERT INTO skills (id, canonical_name, display_name, extra) VALUES (1, 'a', 'A',"
                        + " 'x')");

        run("UPDATE skills SET extra = 'canary', display_name = 'B'");

        assertThat(
                        text(
                                "SELECT new_values::text FROM compliance.audit_log WHERE action ="
                                        + " 'update'"))
                .isEqualTo("{\"extra\": \"[redacted]\", \"display_name\": \"B\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE compliance.audit_log SET row_id = '2'",
                "DELETE FROM compliance.audit_log",
                "TRUNCATE compliance.audit_log",
                "UPDATE compliance.audit_log_default SET row_id = '2'",
                "DELETE FROM compliance.audit_log_default",
                "UPDATE archive.audit_log SET row_id = '2'",
                "DELETE FROM archive.audit_log",
                "TRUNCATE archive.audit_log"
            })
    void nobody_alters_an_entry_not_even_the_owner(String statement) {
        run(
                """
                CREATE TABLE archive.audit_log_2001 PARTITION OF archive.audit_log DEFAULT;
                INSERT INTO compliance.audit_log (occurred_at, action, actor_type, schema_name, table_name, row_id)
                VALUES ('2001-01-01 00:00:00+00', 'insert', 'system', 'public', 'jobs', '1');
                INSERT INTO archive.audit_log SELECT * FROM compliance.audit_log
                """);

        assertThatThrownBy(() -> run(statement))
                .rootCause()
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        refused ->
                                assertThat(
                                                Objects.requireNonNull(
                                                                refused.getServerErrorMessage())
                                                        .getConstraint())
                                        .isEqualTo("append_only"));
    }

    @Test
    void entries_lie_in_the_partition_of_their_month_and_in_the_default_without_one() {
        run(
                """
                INSERT INTO compliance.audit_log (occurred_at, action, actor_type, schema_name, table_name, row_id)
                SELECT t, 'view', 'system', 'public', 'jobs', '1'
                FROM (VALUES (now()), (now() + interval '1 month'), (now() + interval '10 years')) v (t)
                """);

        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT tableoid::regclass::text = coalesce(
                                                 'compliance.' || (SELECT relname FROM pg_class WHERE relname = 'audit_log_' || to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY_MM')),
                                                 'compliance.audit_log_default')
                                        FROM compliance.audit_log
                                        WHERE action = 'view'
                                        """)
                                .query(Boolean.class)
                                .list())
                .containsExactly(true, true, true);
        assertThat(count("compliance.audit_log_default WHERE action = 'view'")).isEqualTo(1);
    }

    @Test
    void a_business_write_does_not_fail_for_want_of_a_partition() {
        for (String partition :
                jdbc.sql(
                                """
                                SELECT inhrelid::regclass::text FROM pg_inherits
                                WHERE inhparent = 'compliance.audit_log'::regclass
                                  AND inhrelid <> 'compliance.audit_log_default'::regclass
                                """)
                        .query(String.class)
                        .list()) {
            run("ALTER TABLE compliance.audit_log DETACH PARTITION " + partition);
        }

        candidates(1);

        assertThat(count("compliance.audit_log_default WHERE table_name = 'candidates'"))
                .isEqualTo(1);
    }

    private void candidates(int count) {
        run(
                """
                INSERT INTO candidates (email, full_name)
                SELECT i || '@a.example', 'A' FROM generate_series(1, %d) i
                """
                        .formatted(count));
    }

    private List<String> entries(String table) {
        return jdbc.sql(
                        """
                        SELECT action || ' ' || actor_type
                        FROM compliance.audit_log
                        WHERE table_name = :table
                        ORDER BY id
                        """)
                .param("table", table)
                .query(String.class)
                .list();
    }

    private long count(String from) {
        return number("SELECT count(*) FROM " + from);
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private String text(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    private void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }
}
