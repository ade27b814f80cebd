package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Three generations over twenty postings, of which the last one covers five. */
class MatchGenerationsIT {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        run("INSERT INTO organizations (id, name) VALUES (1, 'A')");
        run(
                """
                INSERT INTO jobs (id, organization_id, title, description, status, posted_at)
                SELECT i, 1, 'Engineer', 'x', 'open', now() FROM generate_series(1, 20) i
                """);
        run(
                "INSERT INTO candidates (id, email, full_name) SELECT i, i || '@a.example', 'A'"
                        + " FROM generate_series(1, 50) i");
        run(
                """
                INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens, is_active, activated_at)
                VALUES (1, 'test', '1', 'onnx', 1024, 512, true, now())
                """);
        run(
                """
                INSERT INTO pipeline.match_generations (id, embedding_model_id, is_full, config_version, source_watermark, status, activated_at)
                SELECT g, 1, true, '1', now(), 'active', now() FROM generate_series(1, 3) g
                """);
        run(
                """
                INSERT INTO pipeline.match_results (job_id, generation_id, candidate_id, rank, score, vector_score, recommendation)
                SELECT j, g, c, c, 0.5, 0.5, 'maybe'
                FROM generate_series(1, 20) j, generate_series(1, 3) g, generate_series(1, 50) c
                WHERE NOT (g = 3 AND j > 5)
                """);
        run(
                """
                INSERT INTO pipeline.match_job_states (job_id, active_generation_id, previous_generation_id)
                SELECT j, CASE WHEN j <= 5 THEN 3 ELSE 2 END, CASE WHEN j <= 5 THEN 2 ELSE 1 END
                FROM generate_series(1, 20) j
                """);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void a_posting_shows_one_generation_and_cleaning_keeps_that_and_the_one_before() {
        assertThat(visible()).containsExactly("2 15 750", "3 5 250");

        run(
                """
                DELETE FROM pipeline.match_results r
                USING pipeline.match_job_states s
                WHERE r.job_id = s.job_id
                  AND r.generation_id < coalesce(s.previous_generation_id, s.active_generation_id)
                """);
        run(
                """
                UPDATE pipeline.match_generations g
                SET status = 'retired', retired_at = now()
                WHERE status = 'active'
                  AND NOT EXISTS (SELECT 1 FROM pipeline.match_job_states s WHERE s.active_generation_id = g.id)
                """);

        assertThat(visible()).containsExactly("2 15 750", "3 5 250");
        assertThat(
                        texts(
                                """
                                SELECT concat_ws(' ', generation_id, count(DISTINCT job_id))
                                FROM pipeline.match_results GROUP BY generation_id ORDER BY generation_id
                                """))
                .containsExactly("1 15", "2 20", "3 5");
        assertThat(
                        texts(
                                "SELECT id || ' ' || status FROM pipeline.match_generations ORDER"
                                        + " BY id"))
                .containsExactly("1 retired", "2 active", "3 active");
    }

    private static List<String> visible() {
        return texts(
                """
                SELECT concat_ws(' ', generation_id, count(DISTINCT job_id), count(*))
                FROM pipeline.current_matches
                GROUP BY generation_id
                ORDER BY generation_id
                """);
    }

    private static void run(String sql) {
        JdbcClient.create(database.dataSource()).sql(sql).update();
    }

    private static List<String> texts(String sql) {
        return JdbcClient.create(database.dataSource()).sql(sql).query(String.class).list();
    }
}
