package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Policies cost the jobs nothing: their plans are the owner's. Tenants pay as the README says. */
class PolicyPlansIT {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql(
                        """
                        INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
                        VALUES (5, 'm', '1', 'onnx', 1024, 512)
                        """)
                .update();
        jdbc.sql("SELECT create_embedding_partitions(5)").query().singleRow();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    // Operators that are not leakproof: behind a policy that filters, no index may serve them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                SELECT id FROM candidates WHERE skills @> '["java"]'
                """,
                """
                SELECT id FROM jobs
                WHERE search_vector @@ to_tsquery('english', 'engineer')
                  AND status = 'open' AND deleted_at IS NULL
                """,
                "SELECT id FROM organizations WHERE name ILIKE '%brindle%'",
                """
                SELECT e.entity_id
                FROM embeddings e
                JOIN candidates c ON c.id = e.entity_id
                WHERE e.entity_type = 'candidate' AND e.embedding_model_id = 5
                  AND c.is_active AND c.deleted_at IS NULL
                  AND EXISTS (SELECT 1 FROM applications a
                              WHERE a.candidate_id = c.id AND a.organization_id = 7)
                ORDER BY e.embedding_vector::halfvec(1024)
                    <=> (SELECT array_agg(0.1)::vector::halfvec(1024) FROM generate_series(1, 1024))
                LIMIT 50
                """,
                """
                UPDATE applications SET ai_score = 1
                WHERE organization_id = 7 AND job_id = 3 AND status = 'pending'
                """
            })
    void the_jobs_have_the_plans_of_the_owner(String query) throws SQLException {
        String owner = plan("", query);

        assertThat(owner).contains("Index");
        assertThat(plan("SET LOCAL ROLE ats_batch;", query)).isEqualTo(owner);
    }

    @Test
    void a_tenant_reaches_its_rows_by_the_index_of_the_tenant_without_naming_it()
            throws SQLException {
        String plan =
                plan(
                        "SET LOCAL ROLE ats_app;",
                        "SELECT id FROM applications WHERE status = 'pending' ORDER BY applied_at"
                                + " DESC LIMIT 50");

        assertThat(plan).containsPattern("Index Cond: \\(+organization_id = \\(NULLIF");
    }

    @Test
    void a_tenants_search_by_skill_is_filtered_after_its_applications() throws SQLException {
        String plan =
                plan(
                        "SET LOCAL ROLE ats_app;",
                        """
                        SELECT c.id FROM applications a JOIN candidates c ON c.id = a.candidate_id
                        WHERE c.skills @> '["java"]'
                        """);

        assertThat(plan)
                .contains("organization_id = (NULLIF", "candidates_pkey")
                .doesNotContain("idx_candidates_skills_gin");
    }

    private static String plan(String role, String query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL enable_seqscan = off;" + role);
            try (ResultSet rows = statement.executeQuery("EXPLAIN (COSTS OFF) " + query)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            connection.rollback();
        }
        return plan.toString();
    }
}
