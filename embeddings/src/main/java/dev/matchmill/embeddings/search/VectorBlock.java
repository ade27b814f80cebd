package dev.matchmill.embeddings.search;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.migrations.type.ModelId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Vectors of some candidates in memory, to compare each of them with many postings. Immutable after
 * reading and thread-safe.
 */
public final class VectorBlock {

    /**
     * How far a similarity from here may lie from the exact one at most. Both sum 1,024 products of
     * components of unit vectors in single precision, whose error is at most 1,024 · 2^-24 = 6.1e-5
     * each; the server also divides by two such norms, which adds as much again.
     */
    public static final double TOLERANCE = 2.5e-4;

    private static final String VECTORS =
            """
            SELECT entity_id, chunk_no, chunk_count, vector_send(embedding_vector) AS vector
            FROM embeddings
            WHERE entity_type = 'candidate'
              AND embedding_model_id = :model
              AND entity_id = ANY (:ids)
            ORDER BY entity_id, chunk_no
            """;

    // Its wire form: dimension and zero as int16, then the components, big-endian.
    private static final int HEAD = 2 * Short.BYTES;

    private static final int LANES = 8;

    private final long[] ids;
    private final List<Chunks> candidates;

    private VectorBlock(SortedMap<Long, Chunks> candidates) {
        this.ids = candidates.keySet().stream().mapToLong(Long::longValue).toArray();
        this.candidates = List.copyOf(candidates.values());
    }

    /** The vectors of these candidates; who has none is not in the block. */
    public static VectorBlock read(JdbcClient jdbc, ModelId model, Collection<Long> ids) {
        SortedMap<Long, Chunks> candidates = new TreeMap<>();
        jdbc.sql(VECTORS)
                .param("model", model.value())
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    candidates
                            .computeIfAbsent(
                                    row.getLong("entity_id"),
                                    _ -> new Chunks(new ArrayList<>(), new ArrayList<>()))
                            .add(
                                    row.getInt("chunk_no"),
                                    row.getInt("chunk_count"),
                                    components(row.getBytes("vector")));
                });
        candidates.values().removeIf(chunks -> chunks.wholes().isEmpty());
        return new VectorBlock(candidates);
    }

    /** How many candidates it holds. */
    public int size() {
        return ids.length;
    }

    /** Id of the candidate at an index below {@link #size}; ascending. */
    public long id(int index) {
        return ids[index];
    }

    /** Similarity as in {@link Neighbour}, within {@link #TOLERANCE}. */
    public double similarity(int index, float[] query) {
        Chunks chunks = candidates.get(index);
        return Neighbour.WHOLE_SHARE * best(chunks.wholes(), query)
                + (1 - Neighbour.WHOLE_SHARE) * best(chunks.passages(), query);
    }

    private static double best(List<float[]> vectors, float[] query) {
        double best = -1;
        for (float[] vector : vectors) {
            best = Math.max(best, dot(vector, query));
        }
        return best;
    }

    // Several sums at once, for the processor would wait for a single one.
    private static double dot(float[] one, float[] other) {
        float[] sums = new float[LANES];
        int whole = one.length - one.length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[lane] += one[i + lane] * other[i + lane];
            }
        }
        double sum = 0;
        for (float lane : sums) {
            sum += lane;
        }
        for (int i = whole; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static float[] components(byte[] wire) {
        // Of unit length as the server's cosine takes them, whatever was stored.
        float[] raw = new float[(wire.length - HEAD) / Float.BYTES];
        ByteBuffer.wrap(wire, HEAD, wire.length - HEAD).asFloatBuffer().get(raw);
        return Embedding.normalized(raw).toArray();
    }

    private record Chunks(List<float[]> wholes, List<float[]> passages) {

        void add(int number, int count, float[] vector) {
            if (number == 0) {
                wholes.add(vector);
            }
            if (number > 0 || count == 1) {
                passages.add(vector);
            }
        }
    }
}
