package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every index says who reads it, and what it says is true. */
class IndexReadersIT {

    // Tables that have no partition in a new database have no index that a plan could name.
    private static final String LEAVES =
            """
            CREATE TABLE archive.notifications_trial PARTITION OF archive.notifications DEFAULT;
            CREATE TABLE archive.audit_log_trial PARTITION OF archive.audit_log DEFAULT;
            INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
            VALUES (1, 'trial', '1', 'onnx', 1024, 512);
            DO $$ BEGIN PERFORM create_embedding_partitions(1); END $$;
            """;

    @Test
    void every_index_has_a_reader_as_its_comment() throws SQLException {
        assertThat(findings("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CREATE INDEX idx_breach ON users (locale)                             | idx_breach has no comment that says who reads it
                    COMMENT ON INDEX idx_jobs_open IS 'Very useful'                       | idx_jobs_open has no comment that says who reads it
                    COMMENT ON INDEX idx_jobs_open IS 'Reads Q05'                         | idx_jobs_open is not read by Q05
                    COMMENT ON INDEX idx_jobs_open IS 'Reads Q99'                         | idx_jobs_open is not read by Q99
                    COMMENT ON INDEX idx_jobs_open IS 'Foreign key organization_id'       | idx_jobs_open does not start with the foreign key organization_id
                    COMMENT ON INDEX idx_jobs_open IS 'Unique: one of them'               | idx_jobs_open differs from its comment in being unique
                    COMMENT ON INDEX uq_users_email IS 'Reads Q06'                        | uq_users_email differs from its comment in being unique
                    COMMENT ON INDEX idx_jobs_open IS 'Primary key'                       | idx_jobs_open differs from its comment in being a primary key
                    DROP INDEX idx_user_legacy_identities_retire_after                    | no index names or serves the statement: J29 old identities past their end
                    """)
    void a_claim_that_is_not_true_is_found(String breach, String finding) throws SQLException {
        assertThat(findings(breach)).contains(finding);
    }

    private static List<String> findings(String change) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient.create(database.dataSource()).sql(LEAVES + change).update();
            return new IndexReaders(
                            database.dataSource(),
                            SqlSection.of(IndexReadersIT.class, "readers.sql"))
                    .findings();
        }
    }
}
