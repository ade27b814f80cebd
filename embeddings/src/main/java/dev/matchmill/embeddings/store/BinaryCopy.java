package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.migrations.type.ModelId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows of {@code embeddings} in PostgreSQL's binary COPY format: signature, flags and extension
 * length; then each row as a field count and fields with a length in front; -1 at the end. A vector
 * is its dimension, a zero and its components, big-endian. Confined to one thread.
 */
final class BinaryCopy {

    private static final String COPY =
            """
            COPY embeddings (
                entity_type, embedding_model_id, entity_id, chunk_no, chunk_count, content_hash,
                token_count, left_out_token_count, embedding_vector)
            FROM STDIN (FORMAT binary)
            """;

    private static final short FIELD_COUNT = 9;

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
    };

    private final byte[] type;
    private final ModelId model;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private long rowCount;

    BinaryCopy(EntityType type, ModelId model) {
        this.type = type.label().getBytes(StandardCharsets.UTF_8);
        this.model = model;
    }

    /** Adds chunk 0 and, when there are several passages, one row for each of them. */
    void add(long entityId, EntityVectors vectors) {
        int passageCount = vectors.passages().size();
        add(entityId, 0, passageCount, vectors, vectors.whole());
        if (passageCount > 1) {
            int number = 1;
            for (Embedding passage : vectors.passages()) {
                add(entityId, number, passageCount, vectors, passage);
                number++;
            }
        }
    }

    /**
     * Sends all rows.
     *
     * @throws IllegalStateException if the server took another number of rows
     */
    void send(Connection connection) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            byte[] head = ByteBuffer.allocate(SIGNATURE.length + 8).put(SIGNATURE).array();
            copy.writeToCopy(head, 0, head.length);
            copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
            copy.writeToCopy(new byte[] {-1, -1}, 0, 2);
            long taken = copy.endCopy();
            if (taken != rowCount) {
                throw new IllegalStateException("sent " + rowCount + " rows, stored " + taken);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void add(
            long entityId, int number, int count, EntityVectors vectors, Embedding embedding) {
        try {
            out.writeShort(FIELD_COUNT);
            field(type);
            out.writeInt(Long.BYTES);
            out.writeLong(model.value());
            out.writeInt(Long.BYTES);
            out.writeLong(entityId);
            integer(number);
            integer(count);
            field(vectors.contentHash().bytes());
            integer(vectors.tokenCount());
            integer(vectors.leftOutTokenCount());
            float[] components = embedding.toArray();
            out.writeInt(2 * Short.BYTES + Float.BYTES * components.length);
            out.writeShort(components.length);
            out.writeShort(0);
            for (float component : components) {
                out.writeFloat(component);
            }
            rowCount++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void integer(int value) throws IOException {
        out.writeInt(Integer.BYTES);
        out.writeInt(value);
    }

    private void field(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }
}
