package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The life of partitions, from their making to the archive; every statement commits by itself. */
class PartitionsIT {

    private static final String JANUARY =
            " FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00')";

    private TestDatabase database;
    private JdbcClient jdbc;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void partitions_are_made_ahead_once_with_bounds_in_utc() {
        assertThat(number("SELECT ops.create_partitions()")).isZero();
        assertThat(number("SELECT ops.create_partitions(now() + interval '2 months')"))
                .isPositive();
        assertThat(number("SELECT ops.create_partitions(now() + interval '2 months')")).isZero();

        assertThat(
                        texts(
                                """
                                SELECT to_char(bound[1]::timestamptz AT TIME ZONE 'UTC', 'DD HH24:MI:SS')
                                FROM pg_class c
                                CROSS JOIN regexp_matches(pg_get_expr(c.relpartbound, c.oid), '(\\d{4}-[^'')]+)', 'g') AS bound
                                WHERE c.relispartition AND c.relkind = 'r' AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
                                """))
                .hasSizeGreaterThan(40)
                .containsOnly("01 00:00:00");
    }

    @Test
    void every_month_of_a_policy_has_its_partition_three_months_ahead() {
        assertThat(
                        texts(
                                """
                                SELECT p.parent_table || ' ' || to_char(month, 'YYYY_MM')
                                FROM ops.partition_policies p
                                CROSS JOIN generate_series(date_trunc('month', now() AT TIME ZONE 'UTC'),
                                                           now() AT TIME ZONE 'UTC' + interval '3 months', '1 month') month
                                WHERE p.partition_by = '1 month'
                                  AND to_regclass(format('%I.%I', p.parent_schema, p.parent_table || '_' || to_char(month, 'YYYY_MM'))) IS NULL
                                """))
                .isEmpty();
    }

    @Test
    void an_expired_partition_moves_into_the_archive_as_it_is() throws SQLException {
        run(
                "INSERT INTO users (id, email, full_name, role) VALUES (1, 'a@a.example', 'A',"
                        + " 'candidate')");
        run("CREATE TABLE notifications_2026_01 PARTITION OF notifications" + JANUARY);
        run(
                """
                INSERT INTO notifications (created_at, user_id, notification_type, title, message)
                SELECT '2026-01-15 00:00:00+00'::timestamptz + i * interval '1 second', 1, 'system', 't', 'm'
                FROM generate_series(1, 1000) i
                """);
        long file =
                number("SELECT relfilenode FROM pg_class WHERE relname = 'notifications_2026_01'");

        inNoTransaction(
                "ALTER TABLE notifications DETACH PARTITION notifications_2026_01 CONCURRENTLY");
        run("ALTER TABLE notifications_2026_01 SET SCHEMA archive");
        run(
                "ALTER TABLE archive.notifications ATTACH PARTITION archive.notifications_2026_01"
                        + JANUARY);

        assertThat(number("SELECT count(*) FROM notifications")).isZero();
        assertThat(number("SELECT count(*) FROM archive.notifications")).isEqualTo(1000);
        assertThat(
                        number(
                                "SELECT relfilenode FROM pg_class WHERE relname ="
                                        + " 'notifications_2026_01'"))
                .isEqualTo(file);
        run("DELETE FROM users");
        assertThat(number("SELECT count(*) FROM archive.notifications")).isZero();
    }

    @Test
    void a_month_of_the_audit_log_moves_into_the_archive_and_stays_closed() {
        run(
                "CREATE TABLE compliance.audit_log_2026_01 PARTITION OF compliance.audit_log"
                        + JANUARY);
        run(
                """
                INSERT INTO compliance.audit_log (occurred_at, action, actor_type, schema_name, table_name, row_id)
                VALUES ('2026-01-15 00:00:00+00', 'view', 'system', 'public', 'jobs', '1')
                """);

        run("ALTER TABLE compliance.audit_log DETACH PARTITION compliance.audit_log_2026_01");
        run("ALTER TABLE compliance.audit_log_2026_01 SET SCHEMA archive");
        run("ALTER TABLE archive.audit_log ATTACH PARTITION archive.audit_log_2026_01" + JANUARY);

        assertThat(number("SELECT count(*) FROM archive.audit_log WHERE action = 'view'"))
                .isEqualTo(1);
        assertThat(number("SELECT count(*) FROM compliance.audit_log WHERE action = 'view'"))
                .isZero();
        assertThatThrownBy(() -> run("DELETE FROM archive.audit_log_2026_01"))
                .hasMessageContaining("append-only");
    }

    @Test
    void a_table_with_a_default_partition_cannot_be_detached_concurrently() {
        run(
                "CREATE TABLE compliance.audit_log_2026_01 PARTITION OF compliance.audit_log"
                        + JANUARY);

        assertThatThrownBy(() ->
                        inNoTransaction(
                                "ALTER TABLE compliance.audit_log DETACH PARTITION"
                                        + " compliance.audit_log_2026_01 CONCURRENTLY"))
                .hasMessageContaining("default partition");
    }

    @Test
    void a_model_is_loaded_aside_attached_with_its_index_and_retired_at_once() {
        run(
                "INSERT INTO candidates (id, email, full_name) SELECT i, i || '@a.example', 'A'"
                        + " FROM generate_series(1, 60) i");
        run(
                "INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)"
                        + " VALUES (77, 'next', '1', 'onnx', 1024, 512)");
        run(
                """
                CREATE TABLE embeddings_candidate_m77
                (LIKE embeddings_candidate INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
                """);
        run(
                """
                INSERT INTO embeddings_candidate_m77 (entity_type, embedding_model_id, entity_id, content_hash, embedding_vector)
                SELECT 'candidate', 77, i, sha256('x'),
                       l2_normalize((SELECT array_agg(((i * 7 + g * 13) % 101) - 50.0)::vector FROM generate_series(1, 1024) g))
                FROM generate_series(1, 60) i
                """);
        run(
                "ALTER TABLE embeddings_candidate_m77 ADD PRIMARY KEY (entity_type,"
                        + " embedding_model_id, entity_id, chunk_no)");
        run(
                """
                CREATE INDEX built_aside ON embeddings_candidate_m77
                USING hnsw ((embedding_vector::halfvec(1024)) halfvec_cosine_ops) WITH (m = 16, ef_construction = 200)
                """);
        run(
                "ALTER TABLE embeddings_candidate_m77 ADD CONSTRAINT ck_bounds CHECK (entity_type ="
                        + " 'candidate' AND embedding_model_id = 77)");
        long file = number("SELECT relfilenode FROM pg_class WHERE relname = 'built_aside'");

        run(
                "ALTER TABLE embeddings_candidate ATTACH PARTITION embeddings_candidate_m77 FOR"
                        + " VALUES IN (77)");

        assertThat(number("SELECT relfilenode FROM pg_class WHERE relname = 'built_aside'"))
                .isEqualTo(file);
        assertThat(
                        texts(
                                """
                                SELECT pg_partition_root(indexrelid)::regclass::text
                                FROM pg_index WHERE indrelid = 'embeddings_candidate_m77'::regclass AND indexrelid = 'built_aside'::regclass
                                """))
                .containsExactly("idx_embeddings_vector_hnsw");
        assertThat(number("SELECT count(*) FROM embeddings WHERE embedding_model_id = 77"))
                .isEqualTo(60);

        run("ALTER TABLE embeddings_candidate DETACH PARTITION embeddings_candidate_m77");
        run("DROP TABLE embeddings_candidate_m77");
        run("DELETE FROM embedding_models WHERE id = 77");
        assertThat(number("SELECT count(*) FROM embeddings")).isZero();
    }

    private void inNoTransaction(String sql) throws SQLException {
        try (Connection connection = database.address().unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
