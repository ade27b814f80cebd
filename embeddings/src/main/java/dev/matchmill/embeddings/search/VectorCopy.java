package dev.matchmill.embeddings.search;

import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.migrations.type.ModelId;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads vectors of candidates in PostgreSQL's binary COPY format, straight from the wire into
 * arrays: signature, flags and extension; then each row as a field count and fields with a length
 * in front; -1 at the end. A vector is its dimension, a zero and its components, big-endian.
 * Thread-safe.
 */
final class VectorCopy {

    private static final int SIGNATURE = 11;
    private static final int BUFFER = 1 << 16;
    private static final int DIMENSION = ModelDescription.DIMENSION;
    private static final int VECTOR = 2 * Short.BYTES + DIMENSION * Float.BYTES;

    private final JdbcTemplate jdbc;

    VectorCopy(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Vectors of these candidates by id; who has none, or no whole, is left out. */
    List<CandidateVectors> read(ModelId model, long[] ids) {
        if (ids.length == 0) {
            return List.of();
        }
        String list = LongStream.of(ids).mapToObj(Long::toString).collect(Collectors.joining(","));
        // COPY takes no parameters; all of these are numbers.
        String sql =
                """
                COPY (
                    SELECT entity_id, chunk_no, chunk_count, embedding_vector
                    FROM embeddings
                    WHERE entity_type = 'candidate'
                      AND embedding_model_id = %d
                      AND entity_id = ANY ('{%s}'::bigint[])
                    ORDER BY entity_id, chunk_no)
                TO STDOUT (FORMAT binary)
                """
                        .formatted(model.value(), list);
        return jdbc.execute(
                (ConnectionCallback<List<CandidateVectors>>) connection -> read(connection, sql));
    }

    private static List<CandidateVectors> read(Connection connection, String sql)
            throws SQLException {
        PGConnection server = connection.unwrap(PGConnection.class);
        try (PGCopyInputStream copy = new PGCopyInputStream(server, sql);
                DataInputStream in = new DataInputStream(new BufferedInputStream(copy, BUFFER))) {
            in.skipNBytes(SIGNATURE + Integer.BYTES);
            in.skipNBytes(in.readInt());
            return rows(in);
        } catch (IOException e) {
            throw new SQLException("the vectors ended in the middle of a row", e);
        }
    }

    private static List<CandidateVectors> rows(DataInputStream in) throws IOException {
        List<CandidateVectors> candidates = new ArrayList<>();
        Rows rows = new Rows();
        while (in.readShort() >= 0) {
            in.readInt();
            long id = in.readLong();
            in.readInt();
            int number = in.readInt();
            in.readInt();
            int count = in.readInt();
            if (id != rows.id) {
                rows.endInto(candidates);
                rows.begin(id, count);
            }
            if (in.readInt() != VECTOR) {
                throw new IOException("a vector has not " + DIMENSION + " dimensions");
            }
            rows.add(number, in);
        }
        rows.endInto(candidates);
        return candidates;
    }

    /** The rows of one candidate as they come. */
    private static final class Rows {

        private final byte[] wire = new byte[VECTOR];
        private final FloatBuffer floats =
                ByteBuffer.wrap(wire, 2 * Short.BYTES, DIMENSION * Float.BYTES).asFloatBuffer();
        private float[] components = new float[DIMENSION];
        private int[] numbers = new int[1];
        private long id;
        private int count;
        private int size;

        void begin(long candidate, int passages) {
            id = candidate;
            count = passages;
            size = 0;
            int most = passages == 1 ? 1 : passages + 1;
            components = new float[most * DIMENSION];
            numbers = new int[most];
        }

        void add(int number, DataInputStream in) throws IOException {
            in.readFully(wire);
            if (size == numbers.length) {
                components = Arrays.copyOf(components, 2 * components.length);
                numbers = Arrays.copyOf(numbers, 2 * numbers.length);
            }
            floats.get(0, components, size * DIMENSION, DIMENSION);
            numbers[size] = number;
            size++;
        }

        void endInto(List<CandidateVectors> candidates) {
            if (size == 0) {
                return;
            }
            boolean isFull = size == numbers.length;
            CandidateVectors vectors =
                    new CandidateVectors(
                            id,
                            isFull ? components : Arrays.copyOf(components, size * DIMENSION),
                            isFull ? numbers : Arrays.copyOf(numbers, size),
                            count);
            if (vectors.isComparable()) {
                candidates.add(vectors);
            }
            size = 0;
        }
    }
}
