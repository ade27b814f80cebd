package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The triggers of the trail follow compliance.audit_rules; each test in a transaction undone. */
class AuditRulesIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final String INSTALL = "SELECT ops.install_audit_triggers()";

    private static final String DIFFERENCES =
            """
            SELECT audited_table || ' ' || event
            FROM compliance.audit_coverage
            WHERE is_wanted <> is_installed
            ORDER BY 1
            """;

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
    void every_trigger_that_the_rules_ask_for_is_there() {
        assertThat(transaction.texts(DIFFERENCES)).isEmpty();
    }

    @Test
    void every_rule_is_about_a_table_and_columns_that_exist() {
        assertThat(
                        transaction.texts(
                                """
                                SELECT concat_ws('.', r.schema_name, r.table_name, i.column_name)
                                FROM compliance.audit_rules r
                                LEFT JOIN LATERAL unnest(r.ignored_columns) AS i (column_name) ON true
                                LEFT JOIN pg_attribute a
                                       ON a.attrelid = to_regclass(format('%I.%I', r.schema_name, r.table_name))
                                      AND a.attname = coalesce(i.column_name, a.attname)
                                      AND NOT a.attisdropped
                                WHERE a.attname IS NULL
                                  AND r.table_name <> '*'
                                """))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CREATE TABLE extra (id bigint PRIMARY KEY)      | extra delete, extra insert, extra update
                    CREATE TABLE compliance.extra (id bigint PRIMARY KEY) | compliance.extra delete, compliance.extra insert, compliance.extra update
                    CREATE TABLE extra (id bigint, d date, PRIMARY KEY (id, d)) PARTITION BY RANGE (d) | extra delete, extra insert, extra update
                    CREATE TABLE pipeline.extra (id bigint PRIMARY KEY) |
                    DROP TRIGGER trg_jobs_audit_u ON jobs           | jobs update
                    ALTER TABLE jobs DISABLE TRIGGER trg_jobs_audit_d | jobs delete
                    DELETE FROM compliance.audit_rules WHERE table_name = 'embeddings' | embeddings delete, embeddings insert, embeddings update
                    UPDATE compliance.audit_rules SET takes_inserts = true WHERE table_name = 'notifications' | notifications insert
                    UPDATE compliance.audit_rules SET takes_changes = false WHERE table_name = 'files' | files delete, files update
                    UPDATE compliance.audit_rules SET ignored_columns = '{phone}' WHERE table_name = 'users' | users delete, users insert, users update
                    """)
    void what_differs_from_the_rules_is_found_and_mended(String breach, String found) {
        transaction.run(breach);

        assertThat(String.join(", ", transaction.texts(DIFFERENCES)))
                .isEqualTo(found == null ? "" : found);

        transaction.run(INSTALL);
        assertThat(transaction.texts(DIFFERENCES)).isEmpty();
    }

    @Test
    void a_new_table_is_audited_after_the_next_migration() {
        transaction.run("CREATE TABLE extra (id bigint, name text, PRIMARY KEY (id, name))");

        assertThat(transaction.texts(INSTALL)).containsExactly("3");
        transaction.run("INSERT INTO extra VALUES (1, 'a'); DELETE FROM extra");

        assertThat(
                        transaction.texts(
                                """
                                SELECT concat_ws(' ', action, row_id, old_values)
                                FROM compliance.audit_log
                                WHERE table_name = 'extra'
                                ORDER BY id
                                """))
                .containsExactly(
                        "insert 1,a",
                        "delete 1,a {\"id\": \"[redacted]\", \"name\": \"[redacted]\"}");
    }

    @Test
    void where_nothing_differs_no_table_is_locked() {
        assertThat(transaction.texts(INSTALL)).containsExactly("0");

        assertThat(
                        transaction.texts(
                                """
                                SELECT DISTINCT mode FROM pg_locks
                                WHERE pid = pg_backend_pid() AND locktype = 'relation'
                                """))
                .containsExactly("AccessShareLock");
    }

    /** A partition has no trigger of its own, so nobody may write to one but through its table. */
    @ParameterizedTest
    @CsvSource({"ats_app", "ats_batch", "ats_privacy"})
    void a_service_cannot_go_round_the_trail_through_a_partition(String role) {
        String partition =
                transaction
                        .texts(
                                """
                                SELECT inhrelid::regclass::text FROM pg_inherits
                                WHERE inhparent = 'notifications'::regclass
                                """)
                        .getFirst();
        transaction.run("SET LOCAL ROLE " + role);

        assertThatThrownBy(() -> transaction.run("DELETE FROM " + partition))
                .hasRootCauseMessage("ERROR: permission denied for table " + partition);
    }
}
