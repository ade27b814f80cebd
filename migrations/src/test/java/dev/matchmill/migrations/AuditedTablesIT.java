package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Changes every column of the sample row of each audited table, then deletes it, and holds what the
 * trail says against the row before and after.
 */
class AuditedTablesIT {

    private static final Map<String, String> QUERIES =
            SqlSection.byTitle(AuditedTablesIT.class, "audit.sql");

    // Audited but for their insertion: the row is the record of its own arrival.
    private static final Set<String> WITHOUT_INSERTS =
            Set.of(
                    "public.notifications",
                    "pipeline.duplicate_proposals",
                    "public.candidate_skills",
                    "public.candidate_experiences",
                    "public.candidate_educations");

    private static final String INSERTIONS =
            """
            SELECT concat_ws(' ', actor_type, actor_user_id, request_id, batch_job_execution_id,
                             client_ip)
            FROM compliance.audit_log
            WHERE action = 'insert'
              AND schema_name || '.' || table_name = :table
              AND request_id = 'request 4'
            """;

    private static TestDatabase database;
    private static Connection connection;
    private static JdbcClient jdbc;
    private static SampleRows rows;

    @BeforeAll
    static void create() throws SQLException {
        database = TestDatabase.create();
        connection = database.address().unpooled().getConnection();
        connection.setAutoCommit(false);
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        run(
                """
                SET LOCAL ats.actor_type = 'user';
                SET LOCAL ats.actor_user_id = '17';
                SET LOCAL ats.request_id = 'request 4';
                SET LOCAL ats.job_execution_id = '23';
                SET LOCAL ats.client_ip = '192.0.2.9'
                """);
        rows = SampleRows.insert(connection);
        connection.commit();
    }

    @AfterAll
    static void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void every_table_of_the_business_is_audited_but_for_those_with_a_reason() {
        List<String> unaudited = new ArrayList<>(list("tables of the business"));
        unaudited.removeAll(list("audited tables"));

        assertThat(unaudited)
                .containsExactly(
                        "compliance.audit_log", // the trail itself
                        "compliance.erasure_ledger", // append-only and chained
                        "compliance.erasure_tasks", // a work list; the ledger is the evidence
                        "compliance.retention_actions",
                        "compliance.retention_plan_items",
                        "compliance.retention_plans", // a log
                        "public.email_delivery_logs", // a log
                        "public.embeddings", // computed from audited texts
                        "public.job_counters", // derived
                        "public.password_reset_tokens", // short-lived secrets
                        "public.user_sessions", // short-lived secrets with their own entries
                        "public.verification_tokens"); // short-lived secrets
        assertThat(list("audited tables"))
                .hasSizeGreaterThan(55)
                .contains("pipeline.ingestion_sources", "ops.partition_policies");
    }

    /** What such a column holds is looked for in the trail by the tests below. */
    @Test
    void every_encrypted_column_is_hidden_and_has_a_value_to_be_looked_for() throws SQLException {
        for (String column : list("encrypted columns")) {
            String[] names = column.split(" ", -1);
            assertThat(names[1]).as(column).isEqualTo("hidden");
            assertThat(
                            Trial.of(
                                            connection,
                                            "UPDATE %1$s SET %2$s = %2$s WHERE length(%2$s) >= 8"
                                                    .formatted(names[0], names[2]))
                                    .rows())
                    .as(column)
                    .isPositive();
        }
        assertThat(list("encrypted columns")).hasSizeGreaterThan(8);
    }

    @TestFactory
    Stream<DynamicTest> an_insertion_is_recorded_with_its_context() {
        return list("audited tables").stream()
                .filter(table -> !WITHOUT_INSERTS.contains(table))
                .map(table ->
                        dynamicTest(
                                table,
                                () ->
                                        assertThat(
                                                        jdbc.sql(INSERTIONS)
                                                                .param("table", table)
                                                                .query(String.class)
                                                                .list())
                                                .isNotEmpty()
                                                .containsOnly("user 17 request 4 23 192.0.2.9")));
    }

    @TestFactory
    Stream<DynamicTest> a_change_and_a_removal_are_recorded_without_what_must_not_be_kept() {
        return list("audited tables").stream()
                .map(table -> dynamicTest(table, () -> assertThat(problems(table, "")).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> a_change_of_many_rows_is_recorded_in_the_same_way() {
        return list("audited tables").stream()
                .map(table ->
                        dynamicTest(
                                table,
                                () ->
                                        assertThat(
                                                        problems(
                                                                table,
                                                                function(
                                                                        "integer := 64",
                                                                        "integer := 1")))
                                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> a_trail_that_keeps_what_it_must_not_is_found() {
        String careless =
                function("sensitivity <= 'confidential' AND erase_action = 'keep'", "true");
        return list("audited tables").stream()
                .filter(table -> number("how many columns are hidden", table) > 0)
                .map(table ->
                        dynamicTest(
                                table, () -> assertThat(problems(table, careless)).isNotEmpty()));
    }

    /** Changes and deletes the sample row, in a transaction that is undone. */
    private static List<String> problems(String table, String preparation) throws SQLException {
        String row = "SELECT to_jsonb(t)::text FROM " + table + " t WHERE " + rows.condition(table);
        try {
            run(preparation);
            for (String statement :
                    list("statements that leave a table its key and its audit", table)) {
                run(statement);
            }
            run(
                    """
                    SET LOCAL ats.actor_type = 'batch';
                    SET LOCAL ats.job_execution_id = '99';
                    SET LOCAL ats.request_id = 'run 8'
                    """);
            String before = jdbc.sql(row).query(String.class).single();
            String changes = list("a change of every column", table).getFirst();
            run("UPDATE %s t SET %s WHERE %s".formatted(table, changes, rows.condition(table)));
            String after = jdbc.sql(row).query(String.class).single();
            run("DELETE FROM %s t WHERE %s".formatted(table, rows.condition(table)));
            return jdbc.sql(query("what is wrong with the entries of a change and a removal"))
                    .param("table", table)
                    .param("before", before)
                    .param("after", after)
                    .param("execution", 99)
                    .query(String.class)
                    .list();
        } finally {
            connection.rollback();
        }
    }

    /** The audit function with one part replaced. */
    private static String function(String part, String replacement) {
        String definition =
                jdbc.sql("SELECT pg_get_functiondef('compliance.audit_statement'::regproc)")
                        .query(String.class)
                        .single();
        assertThat(definition).contains(part);
        return definition.replace(part, replacement);
    }

    private static List<String> list(String query) {
        return jdbc.sql(query(query)).query(String.class).list();
    }

    private static List<String> list(String query, String table) {
        return jdbc.sql(query(query)).param("table", table).query(String.class).list();
    }

    private static long number(String query, String table) {
        return jdbc.sql(query(query)).param("table", table).query(Long.class).single();
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String title) {
        return Objects.requireNonNull(QUERIES.get(title), title);
    }
}
