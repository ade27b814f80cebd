package dev.matchmill.migrations.pattern;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Vectors of the first candidates as model 1, seeded. They lie near a surface of {@value #INNER}
 * dimensions, as those of texts do: vectors that are noise in all 1,024 have no near neighbours.
 */
public final class SyntheticVectors {

    private static final int DIMENSION = 1024;
    private static final int INNER = 24;
    private static final double NOISE = 0.02;

    // Filled before it becomes a partition, so that the graph is built once and in memory.
    private static final String PREPARE =
            """
            INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
            VALUES (1, 'synthetic', '1', 'onnx', 1024, 512);
            CREATE TABLE embeddings_candidate_m1
                (LIKE embeddings INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
            ALTER TABLE embeddings_candidate_m1 ALTER COLUMN entity_type SET DEFAULT 'candidate',
                ALTER COLUMN embedding_model_id SET DEFAULT 1,
                ALTER COLUMN content_hash SET DEFAULT sha256('')
            """;

    private static final String COPY =
            "COPY embeddings_candidate_m1 (entity_id, chunk_no, chunk_count, embedding_vector) FROM"
                    + " STDIN";

    private static final String ATTACH =
            """
            SET maintenance_work_mem = '1GB';
            CREATE INDEX idx_embeddings_candidate_m1_hnsw ON embeddings_candidate_m1
                USING hnsw ((embedding_vector::halfvec(1024)) halfvec_cosine_ops)
                WITH (m = 16, ef_construction = 200);
            ALTER TABLE embeddings_candidate
                ATTACH PARTITION embeddings_candidate_m1 FOR VALUES IN (1)
            """;

    private SyntheticVectors() {}

    /**
     * Adds vectors and the HNSW index on them: one for each candidate from the first on, and more
     * of them when there are more vectors than candidates.
     *
     * @param dataSource unpooled: the session's memory setting is left changed
     */
    public static void load(DataSource dataSource, int count, DataSet set) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(PREPARE);
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            write(copy, count, set.candidates());
            copy.endCopy();
            statement.execute(ATTACH);
            statement.execute("VACUUM (ANALYZE) embeddings_candidate_m1");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("loading vectors", e);
        }
    }

    private static void write(CopyIn copy, int count, int candidates)
            throws SQLException, IOException {
        Random random = new Random(42);
        double[][] base = new double[INNER][DIMENSION];
        for (double[] direction : base) {
            fill(direction, random, 1 / Math.sqrt(DIMENSION));
        }
        double[] place = new double[INNER];
        StringBuilder line = new StringBuilder(8 * DIMENSION);
        for (int i = 0; i < count; i++) {
            fill(place, random, 1);
            line.setLength(0);
            line.append(1 + i % candidates).append('\t').append(i / candidates);
            line.append('\t').append(1 + count / candidates).append("\t[");
            double[] vector = unit(place, base, random);
            for (int d = 0; d < DIMENSION; d++) {
                line.append(d == 0 ? "" : ",").append(Math.round(vector[d] * 1e6)).append("e-6");
            }
            byte[] bytes = line.append("]\n").toString().getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(bytes, 0, bytes.length);
        }
    }

    private static double[] unit(double[] place, double[][] base, Random random) {
        double[] vector = new double[DIMENSION];
        double squares = 0;
        for (int d = 0; d < DIMENSION; d++) {
            vector[d] = NOISE * random.nextGaussian();
            for (int k = 0; k < INNER; k++) {
                vector[d] += place[k] * base[k][d];
            }
            squares += vector[d] * vector[d];
        }
        for (int d = 0; d < DIMENSION; d++) {
            vector[d] /= Math.sqrt(squares);
        }
        return vector;
    }

    private static void fill(double[] values, Random random, double scale) {
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * random.nextGaussian();
        }
    }
}
