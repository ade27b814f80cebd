package dev.matchmill.migrations.claim;

import dev.matchmill.migrations.pattern.Percentile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** P06 and P07: ten neighbours through the HNSW index against an exact scan of all vectors. */
public final class NearestNeighbours {

    private static final int QUERIES = 100;
    private static final int EXACT_QUERIES = 20;
    private static final int WANTED = 10;
    private static final int CLAIMED_VECTORS = 1_000_000;

    private static final String NEAREST =
            """
            SELECT e.entity_id || '/' || e.chunk_no
            FROM embeddings e
            WHERE e.entity_type = 'candidate'
              AND e.embedding_model_id = 1
            ORDER BY e.embedding_vector::halfvec(1024) <=>
                (SELECT q.embedding_vector::halfvec(1024)
                 FROM embeddings q
                 WHERE q.entity_type = 'candidate'
                   AND q.embedding_model_id = 1
                   AND q.entity_id = :query
                   AND q.chunk_no = 0)
            LIMIT 10
            """;

    private static final String THROUGH_GRAPH =
            "RESET enable_indexscan; SET enable_seqscan = off; SET hnsw.ef_search = 100";
    // The look-up of the query's vector keeps its index: a bitmap of it.
    private static final String EXACTLY = "SET enable_indexscan = off; RESET enable_seqscan";

    private NearestNeighbours() {}

    /**
     * Both findings. The thresholds are for a million vectors; with fewer, the figures are given
     * without a verdict.
     *
     * @param dataSource unpooled
     */
    public static List<Finding> check(DataSource dataSource, int vectors, int candidates)
            throws SQLException {
        SingleConnectionDataSource session =
                new SingleConnectionDataSource(dataSource.getConnection(), true);
        try {
            JdbcClient jdbc = JdbcClient.create(session);
            jdbc.sql("SELECT vector_dims('[1]'::vector)").query().singleRow();
            // A prepared plan would outlive the settings that the two ways differ in.
            command(session, "SET jit = off; SET plan_cache_mode = force_custom_plan");
            List<Double> graph = new ArrayList<>();
            List<Double> exact = new ArrayList<>();
            int found = 0;
            command(session, THROUGH_GRAPH);
            List<List<String>> answers = new ArrayList<>();
            for (int i = 0; i < QUERIES; i++) {
                answers.add(timed(jdbc, 1 + i * 31 % Math.min(vectors, candidates), graph));
            }
            command(session, EXACTLY);
            for (int i = 0; i < EXACT_QUERIES; i++) {
                List<String> truth = timed(jdbc, 1 + i * 31 % Math.min(vectors, candidates), exact);
                found += (int) truth.stream().filter(answers.get(i)::contains).count();
            }
            double recall = (double) found / (WANTED * EXACT_QUERIES);
            double factor = Percentile.of(50, exact) / Percentile.of(50, graph);
            double p95 = Percentile.of(95, graph);
            return List.of(factor(vectors, factor, recall), speed(vectors, p95, recall));
        } finally {
            session.destroy();
        }
    }

    private static Finding factor(int vectors, double factor, double recall) {
        return new Finding(
                "P06",
                "semantic search is 1,000 times faster by HNSW at recall@10 of 0.95 (1,000,000"
                        + " vectors)",
                String.format(
                        Locale.ROOT,
                        "%,d vectors: %.0f times, recall@10 %.3f",
                        vectors,
                        factor,
                        recall),
                verdict(vectors, factor >= 1000 && recall >= 0.95));
    }

    private static Finding speed(int vectors, double p95, double recall) {
        return new Finding(
                "P07",
                "semantic search takes at most 50 ms at recall@10 of 0.95 (1,000,000 vectors)",
                String.format(
                        Locale.ROOT,
                        "%,d vectors: p95 %.1f ms, recall@10 %.3f",
                        vectors,
                        p95,
                        recall),
                verdict(vectors, p95 <= 50 && recall >= 0.95));
    }

    private static Verdict verdict(int vectors, boolean holds) {
        return vectors >= CLAIMED_VECTORS ? Verdict.of(holds) : Verdict.NOT_CHECKED;
    }

    private static List<String> timed(JdbcClient jdbc, int query, List<Double> millis) {
        long started = System.nanoTime();
        List<String> nearest = jdbc.sql(NEAREST).param("query", query).query(String.class).list();
        millis.add((System.nanoTime() - started) / 1e6);
        return nearest;
    }

    private static void command(DataSource session, String sql) throws SQLException {
        try (Connection connection = session.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
