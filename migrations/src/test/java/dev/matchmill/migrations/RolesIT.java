package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class RolesIT {

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
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ats_batch     | SELECT gender FROM diversity_data
                    ats_app       | SELECT gender FROM diversity_data
                    ats_reporting | SELECT gender FROM diversity_data
                    ats_batch     | TRUNCATE pipeline.source_records
                    ats_privacy   | TRUNCATE candidates CASCADE
                    ats_app       | DELETE FROM candidates
                    ats_app       | SELECT * FROM pipeline.source_records
                    ats_app       | SELECT * FROM archive.applications
                    ats_batch     | INSERT INTO compliance.erasure_ledger DEFAULT VALUES
                    ats_batch     | DELETE FROM compliance.audit_log
                    ats_auditor   | SELECT wrapped_key FROM compliance.encryption_keys
                    ats_auditor   | SELECT email FROM candidates
                    ats_reporting | SELECT email FROM candidates
                    ats_app       | SELECT compliance.diversity_summary(1)
                    ats_app       | SELECT create_embedding_partitions(1)
                    ats_app       | DROP TABLE jobs
                    ats_app       | UPDATE skills SET display_name = 'x'
                    ats_app       | UPDATE embedding_models SET is_active = false
                    ats_app       | SELECT * FROM active_jobs_summary
                    ats_app       | SELECT * FROM embeddings
                    ats_app       | DELETE FROM jobs
                    ats_app       | DELETE FROM organizations
                    ats_app       | DELETE FROM applications
                    ats_app       | SELECT * FROM ops.maintenance_runs
                    ats_app       | SELECT * FROM pipeline.match_results_p0
                    ats_app       | CREATE TABLE mine (id bigint)
                    ats_app       | ALTER TABLE jobs DISABLE ROW LEVEL SECURITY
                    ats_app       | SET LOCAL session_replication_role = replica
                    ats_reader    | INSERT INTO pipeline.runs (command) VALUES ('run')
                    ats_reader    | SELECT email FROM candidates
                    ats_reader    | SELECT phone FROM candidates
                    ats_reader    | SELECT candidate_email FROM applications
                    ats_reader    | SELECT * FROM users
                    ats_reader    | SELECT text_content FROM pipeline.document_texts
                    ats_reader    | SELECT payload_enc FROM pipeline.dead_letters
                    ats_reader    | SELECT gender FROM diversity_data
                    ats_reader    | UPDATE jobs SET title = 'x'
                    ats_batch     | DELETE FROM archive.audit_log
                    ats_batch     | UPDATE compliance.ingestion_suppressions SET organization_id = 1
                    ats_batch     | INSERT INTO compliance.legal_holds DEFAULT VALUES
                    ats_batch     | CREATE INDEX ON jobs (title)
                    ats_batch     | REFRESH MATERIALIZED VIEW active_jobs_summary
                    ats_batch     | SELECT * FROM embeddings_candidate
                    ats_batch     | SELECT * FROM compliance.diversity_summary(1)
                    ats_batch     | SELECT * FROM compliance.adverse_impact('O')
                    ats_reader    | SELECT * FROM compliance.adverse_impact('O')
                    ats_privacy   | UPDATE compliance.erasure_ledger SET rows_affected = 0
                    ats_privacy   | DELETE FROM compliance.audit_log
                    ats_privacy   | DELETE FROM archive.audit_log
                    ats_privacy   | INSERT INTO candidates (email, full_name) VALUES ('a@a.example', 'A')
                    ats_auditor   | DELETE FROM compliance.audit_log
                    ats_auditor   | SELECT * FROM archive.applications
                    ats_reporting | SELECT * FROM candidates
                    ats_reporting | SELECT * FROM compliance.audit_log
                    ats_reporting | SELECT login_of_address('a@a.example')
                    """)
    void a_role_may_not_do_what_is_not_its_work(String role, String statement) {
        assertThatThrownBy(() -> as(role, statement))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("42501"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ats_app       | INSERT INTO candidates (email, full_name) VALUES ('a@a.example', 'A')
                    ats_app       | SELECT * FROM pipeline.current_matches
                    ats_app       | DELETE FROM user_sessions
                    ats_app       | SELECT * FROM public_postings
                    ats_app       | SELECT * FROM login_of_address('a@a.example')
                    ats_reader    | SELECT full_name FROM candidates
                    ats_reader    | SELECT * FROM pipeline.current_matches
                    ats_batch     | DELETE FROM candidates
                    ats_batch     | UPDATE compliance.ingestion_suppressions SET lifted_at = now()
                    ats_batch     | SELECT ops.refresh_active_jobs_summary()
                    ats_batch     | INSERT INTO pipeline.runs (command) VALUES ('run')
                    ats_batch     | SELECT nextval('batch.batch_job_instance_seq')
                    ats_batch     | INSERT INTO batch.batch_job_instance VALUES (1, 0, 'run', 'x')
                    ats_batch     | SELECT * FROM compliance.ingestion_suppressions
                    ats_batch     | SELECT ops.create_partitions()
                    ats_batch     | INSERT INTO pipeline.ingestion_sources (kind, item_type, name, location) VALUES ('filesystem', 'resume', 'a', '/a')
                    ats_privacy   | DELETE FROM diversity_data
                    ats_privacy   | UPDATE candidates SET phone = NULL
                    ats_auditor   | SELECT * FROM compliance.audit_log
                    ats_auditor   | SELECT compliance.verify_ledger()
                    ats_reporting | SELECT id, status, created_at FROM jobs
                    ats_reporting | SELECT * FROM compliance.diversity_summary(1)
                    ats_reporting | SELECT * FROM compliance.adverse_impact('O')
                    """)
    void a_role_may_do_its_work(String role, String statement) throws SQLException {
        as(role, statement);
    }

    @Test
    void a_batch_role_makes_the_partitions_of_a_model_it_then_fills() throws SQLException {
        as(
                "ats_batch",
                """
                INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
                VALUES (5, 'm', '1', 'onnx', 1024, 512);
                SELECT create_embedding_partitions(5);
                INSERT INTO candidates (id, email, full_name) VALUES (5, 'v@a.example', 'V');
                INSERT INTO embeddings (entity_type, embedding_model_id, entity_id, content_hash, embedding_vector)
                VALUES ('candidate', 5, 5, sha256('x'), (SELECT array_agg(0.03125)::vector FROM generate_series(1, 1024)))
                """);
    }

    @Test
    void a_batch_role_has_a_lost_vector_index_built_again() throws SQLException {
        as(
                "ats_batch",
                """
                INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
                VALUES (5, 'm', '1', 'onnx', 1024, 512);
                SELECT create_embedding_partitions(5);
                RESET ROLE;
                DROP INDEX idx_embeddings_vector_hnsw;
                SET LOCAL ROLE ats_batch;
                DO $$ BEGIN
                  ASSERT repair_embedding_indexes(5) = 4, 'one index for each kind of entity';
                  ASSERT repair_embedding_indexes(5) = 0, 'nothing is left to repair';
                END $$
                """);
    }

    @Test
    void groups_below_ten_people_are_not_reported() throws SQLException {
        String people =
                """
                INSERT INTO organizations (id, name) VALUES (7, 'O');
                INSERT INTO candidates (id, email, full_name)
                SELECT i, i || '@d.example', 'D' FROM generate_series(100, 118) i;
                INSERT INTO candidate_consents (id, candidate_id, consent_type, status, granted_at, policy_version)
                SELECT i, i, 'privacy_notice', 'granted', now(), '1' FROM generate_series(100, 118) i;
                INSERT INTO diversity_data (candidate_id, organization_id, gender, consent_id)
                SELECT i, 7, CASE WHEN i < 110 THEN 'female' ELSE 'male' END::gender_identity, i
                FROM generate_series(100, 118) i;
                """;
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(people);
            statement.execute("SET LOCAL ROLE ats_reporting");
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT string_agg(answer || ' ' || people, ',') FROM"
                                    + " compliance.diversity_summary(7)")) {
                rows.next();

                assertThat(rows.getString(1)).isEqualTo("female 10");
            }
            connection.rollback();
        }
    }

    @Test
    void each_role_has_its_timeouts_in_the_migrated_database() {
        try (TestDatabase migrated = TestDatabase.empty()) {
            new DatabaseMigrator(migrated.address()).migrate();

            assertThat(
                            JdbcClient.create(migrated.dataSource())
                                    .sql(
                                            """
                                            SELECT array_to_string(setconfig, ' ')
                                            FROM pg_db_role_setting s
                                            JOIN pg_database d ON d.oid = s.setdatabase
                                            WHERE d.datname = current_database()
                                              AND s.setrole = 'ats_batch'::regrole
                                            """)
                                    .query(String.class)
                                    .single())
                    .contains(
                            "statement_timeout=60s",
                            "lock_timeout=5s",
                            "idle_in_transaction_session_timeout=30s");
        }
    }

    private static void as(String role, String statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE " + role);
            try {
                statement.execute(statements);
            } finally {
                connection.rollback();
            }
        }
    }
}
