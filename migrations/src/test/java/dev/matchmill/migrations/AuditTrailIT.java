package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** How the audit trail is written. */
class AuditTrailIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private UndoneTransaction transaction;

    @BeforeEach
    void begin() throws SQLException {
        transaction = UndoneTransaction.on(DATABASE);
    }

    @AfterEach
    void undo() throws SQLException {
        transaction.close();
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
        transaction.run("SET LOCAL ats.actor_type = 'batch'");
        transaction.connection().rollback();
        candidates(1);

        assertThat(entries("candidates")).containsExactly("insert system");
    }

    @Test
    void ten_thousand_rows_changed_at_once_are_ten_thousand_entries_of_one_insert() {
        candidates(10_000);
        transaction.run(
                """
                CREATE SEQUENCE inserts;
                CREATE FUNCTION count_insert() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM nextval('public.inserts'); RETURN NULL; END $$;
                CREATE TRIGGER trg_count AFTER INSERT ON compliance.audit_log
                FOR EACH STATEMENT EXECUTE FUNCTION count_insert()
                """);

        transaction.run("UPDATE candidates SET location_country = 'FR'");

        assertThat(
                        transaction.count(
                                "compliance.audit_log WHERE occurred_at = now() AND action ="
                                        + " 'update'"))
                .isEqualTo(10_000);
        assertThat(
                        transaction.count(
                                "(SELECT DISTINCT row_id FROM compliance.audit_log WHERE"
                                        + " occurred_at = now() AND action = 'update') r"))
                .isEqualTo(10_000);
        assertThat(transaction.count("inserts WHERE last_value = 1 AND is_called")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void writing_what_is_there_already_leaves_no_entry(int people) {
        candidates(people);

        transaction.run("UPDATE candidates SET full_name = full_name, metadata = metadata");
        transaction.run("UPDATE candidates SET last_activity_at = now() - interval '1 day'");

        assertThat(
                        transaction.count(
                                "compliance.audit_log WHERE occurred_at = now() AND action ="
                                        + " 'update'"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void only_the_changed_columns_of_the_changed_rows_are_listed(int people) {
        candidates(people + 1);

        transaction.run(
                "UPDATE candidates SET is_active = email <> '1@a.example', location_country = 'DE',"
                        + " phone = '1'");

        assertThat(
                        transaction.texts(
                                """
                                SELECT DISTINCT concat_ws(' ', changed_columns, old_values)
                                FROM compliance.audit_log
                                WHERE occurred_at = now()
                                  AND action = 'update'
                                ORDER BY 1
                                """))
                .containsExactly(
                        "{is_active,location_country,phone} {\"phone\": \"[redacted]\","
                                + " \"is_active\": true, \"location_country\": null}",
                        "{location_country,phone} {\"phone\": \"[redacted]\","
                                + " \"location_country\": null}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void a_change_of_a_primary_key_is_a_removal_and_an_arrival(int count) {
        transaction.run(
                "INSERT INTO skills (id, canonical_name, display_name) VALUES (1, 'a', 'A')");
        transaction.run(
                "INSERT INTO skill_aliases SELECT 'a' || i, 1 FROM generate_series(1, %d) i"
                        .formatted(count));

        transaction.run("UPDATE skill_aliases SET alias = 'b' || alias");

        assertThat(
                        transaction.count(
                                "compliance.audit_log WHERE occurred_at = now() AND action ="
                                        + " 'delete' AND row_id LIKE 'a%'"))
                .isEqualTo(count);
        assertThat(
                        transaction.count(
                                "compliance.audit_log WHERE occurred_at = now() AND action ="
                                        + " 'insert' AND row_id LIKE 'ba%'"))
                .isEqualTo(count);
        assertThat(
                        transaction.count(
                                "compliance.audit_log WHERE occurred_at = now() AND action ="
                                        + " 'update'"))
                .isZero();
    }

    @Test
    void copied_rows_are_recorded() throws Exception {
        new CopyManager(transaction.connection().unwrap(BaseConnection.class))
                .copyIn(
                        "COPY candidates (email, full_name) FROM STDIN",
                        new StringReader("a@a.example\tA\nb@a.example\tB\n"));

        assertThat(entries("candidates")).containsExactly("insert system", "insert system");
    }

    @Test
    void rows_that_go_with_another_are_recorded_on_partitioned_tables_too() {
        transaction.run(
                "INSERT INTO users (id, email, full_name, role) VALUES (1, 'a@a.example', 'A',"
                        + " 'candidate')");
        transaction.run(
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
        transaction.run("ALTER TABLE skills ADD COLUMN extra text");
        transaction.run(
                "INSERT INTO skills (id, canonical_name, display_name, extra) VALUES (1, 'a', 'A',"
                        + " 'x')");

        transaction.run("UPDATE skills SET extra = 'canary', display_name = 'B'");

        assertThat(
                        transaction.texts(
                                "SELECT new_values::text FROM compliance.audit_log WHERE"
                                        + " occurred_at = now() AND action = 'update'"))
                .containsExactly("{\"extra\": \"[redacted]\", \"display_name\": \"B\"}");
    }

    private void candidates(int count) {
        transaction.run(
                """
                INSERT INTO candidates (email, full_name)
                SELECT i || '@a.example', 'A' FROM generate_series(1, %d) i
                """
                        .formatted(count));
    }

    private List<String> entries(String table) {
        return transaction.texts(
                """
                SELECT action || ' ' || actor_type
                FROM compliance.audit_log
                WHERE table_name = '%s'
                ORDER BY id
                """
                        .formatted(table));
    }
}
