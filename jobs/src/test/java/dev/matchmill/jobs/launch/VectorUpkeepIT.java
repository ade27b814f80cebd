package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise D8: after a mass delete the vector index is rebuilt before its table is vacuumed. */
class VectorUpkeepIT {

    private MaintainFixture program;

    @BeforeEach
    void open() {
        program = MaintainFixture.open();
        program.execute(
                """
                INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
                VALUES (1, 'hash', '1', 'onnx', 1024, 512)
                """);
        program.jdbc().sql("SELECT create_embedding_partitions(1)").query().singleRow();
        program.execute(
                """
                INSERT INTO candidates (id, email, full_name)
                SELECT i, 'p' || i || '@example.org', 'P' FROM generate_series(1, 900) i
                """);
        // Repeatable: each component is a function of person and position.
        program.execute(
                """
                INSERT INTO embeddings
                    (entity_type, embedding_model_id, entity_id, content_hash, embedding_vector)
                SELECT 'candidate', 1, p, sha256(p::text::bytea),
                       l2_normalize((SELECT array_agg(sin(p * 7 + i * (1 + p % 13)))
                                     FROM generate_series(1, 1024) i)::vector)
                FROM generate_series(1, 900) p
                """);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j19_rebuilds_the_vector_index_before_it_vacuums_and_measures_recall() {
        program.execute("DELETE FROM embeddings WHERE entity_id > 300");
        Waiting.until(
                "the statistics know of the dead vectors",
                () ->
                        program.count(
                                        "pg_stat_user_tables WHERE relname ="
                                                + " 'embeddings_candidate_m1' AND n_dead_tup > 500")
                                > 0);
        long before = size();

        program.run("J19");

        assertThat(program.counted("reindex", "affected", "vector indexes")).isEqualTo(1);
        assertThat(size()).isLessThan(before);
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT value
                                        FROM ops.maintenance_runs,
                                             jsonb_each_text(summary::jsonb -> 'noted')
                                        WHERE key LIKE '%recall'
                                        """))
                .singleElement()
                .asString()
                .endsWith("1.000 after");

        // A vacuum leaves out a page that somebody, such as the checkpointer, holds at that moment.
        Waiting.until(
                "nothing is left to rebuild",
                () -> {
                    program.run("J19");
                    return program.counted("reindex", "affected", "vector indexes") == 0;
                });
    }

    private long size() {
        return program.jdbc()
                .sql(
                        """
                        SELECT pg_relation_size(i.indexrelid)
                        FROM pg_index i
                        JOIN pg_class c ON c.oid = i.indexrelid
                        JOIN pg_am a ON a.oid = c.relam AND a.amname = 'hnsw'
                        WHERE i.indrelid = 'embeddings_candidate_m1'::regclass
                        """)
                .query(Long.class)
                .single();
    }
}
