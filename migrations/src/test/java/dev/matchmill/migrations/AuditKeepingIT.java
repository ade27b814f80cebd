package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** How the audit trail is kept: append-only, by month. */
class AuditKeepingIT {

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
        transaction.run(
                """
                CREATE TABLE archive.audit_log_old PARTITION OF archive.audit_log DEFAULT;
                INSERT INTO compliance.audit_log (occurred_at, action, actor_type, schema_name, table_name, row_id)
                VALUES ('2001-01-01 00:00:00+00', 'insert', 'system', 'public', 'jobs', '1');
                INSERT INTO archive.audit_log SELECT * FROM compliance.audit_log
                """);

        assertThatThrownBy(() -> transaction.run(statement))
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
        transaction.run(
                """
                INSERT INTO compliance.audit_log (occurred_at, action, actor_type, schema_name, table_name, row_id)
                SELECT t, 'view', 'system', 'public', 'jobs', '1'
                FROM (VALUES (now()), (now() + interval '1 month'), (now() + interval '10 years')) v (t)
                """);

        assertThat(
                        transaction.texts(
                                """
                                SELECT tableoid::regclass::text = 'compliance.audit_log_' || to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY_MM')
                                FROM compliance.audit_log
                                WHERE action = 'view'
                                ORDER BY occurred_at
                                """))
                .containsExactly("t", "t", "f");
        assertThat(transaction.count("compliance.audit_log_default WHERE action = 'view'"))
                .isEqualTo(1);
    }

    @Test
    void a_business_write_does_not_fail_for_want_of_a_partition() {
        for (String partition :
                transaction.texts(
                        """
                        SELECT inhrelid::regclass::text FROM pg_inherits
                        WHERE inhparent = 'compliance.audit_log'::regclass
                          AND inhrelid <> 'compliance.audit_log_default'::regclass
                        """)) {
            transaction.run("ALTER TABLE compliance.audit_log DETACH PARTITION " + partition);
        }

        transaction.run("INSERT INTO candidates (email, full_name) VALUES ('a@a.example', 'A')");

        assertThat(
                        transaction.count(
                                "compliance.audit_log_default WHERE table_name = 'candidates'"))
                .isEqualTo(1);
    }
}
