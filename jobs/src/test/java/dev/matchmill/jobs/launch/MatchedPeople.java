package dev.matchmill.jobs.launch;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Match results of posting 1 in one generation, as a finished run leaves them. */
final class MatchedPeople {

    private MatchedPeople() {}

    static void of(JdbcClient jdbc, long... candidates) {
        jdbc.sql(
                        """
                        INSERT INTO embedding_models
                            (id, name, version, runtime, dimensions, max_tokens)
                        VALUES (1, 'hash', '1', 'onnx', 1024, 512)
                        """)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO pipeline.match_generations
                            (id, embedding_model_id, is_full, config_version, source_watermark)
                        VALUES (1, 1, true, '1', now())
                        """)
                .update();
        int rank = 0;
        for (long candidate : candidates) {
            rank++;
            jdbc.sql(
                            """
                            INSERT INTO pipeline.match_results
                                (job_id, generation_id, candidate_id, rank, score, vector_score,
                                 recommendation)
                            VALUES (1, 1, :candidate, :rank, 0.5, 0.5, 'maybe')
                            """)
                    .param("candidate", candidate)
                    .param("rank", rank)
                    .update();
        }
    }
}
