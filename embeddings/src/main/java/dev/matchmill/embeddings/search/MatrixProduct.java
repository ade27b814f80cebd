package dev.matchmill.embeddings.search;

import ai.djl.engine.Engine;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.matchmill.embeddings.model.ModelDescription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Products of some query vectors with many other vectors, in single precision, by the ONNX Runtime:
 * its kernel uses what the processor has (README, "Decisions"). Holds native memory until it is
 * closed. Confined to one thread.
 */
final class MatrixProduct implements AutoCloseable {

    private static final int DIMENSION = ModelDescription.DIMENSION;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int queries;
    private final OnnxTensor right;
    private FloatBuffer left = floats(0);
    private FloatBuffer result = floats(0);

    MatrixProduct(List<float[]> queries) {
        // The runtime is one for the process, and the engine must have made it.
        Engine.getEngine("OnnxRuntime");
        this.environment = OrtEnvironment.getEnvironment();
        this.queries = queries.size();
        FloatBuffer rows = floats(queries.size() * DIMENSION);
        queries.forEach(rows::put);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // The server needs the other cores: it reads meanwhile.
            options.setIntraOpNumThreads(1);
            this.session = environment.createSession(ProductGraph.bytes(), options);
            this.right =
                    OnnxTensor.createTensor(
                            environment, rows.flip(), new long[] {queries.size(), DIMENSION});
        } catch (OrtException e) {
            throw new IllegalStateException("the ONNX Runtime can't multiply matrices", e);
        }
    }

    /**
     * The products of each vector with each query.
     *
     * @param into filled by vector, then by query
     */
    void multiply(List<CandidateVectors> candidates, float[] into) {
        int rows = candidates.stream().mapToInt(CandidateVectors::size).sum();
        if (left.capacity() < rows * DIMENSION) {
            left = floats(rows * DIMENSION);
            result = floats(rows * queries);
        }
        left.clear();
        candidates.forEach(candidate -> left.put(candidate.components()));
        left.flip();
        result.clear().limit(rows * queries);
        try (OnnxTensor vectors = tensor(left, rows, DIMENSION);
                OnnxTensor products = tensor(result, rows, queries);
                OrtSession.Result _ =
                        session.run(
                                Map.of(ProductGraph.LEFT, vectors, ProductGraph.RIGHT, right),
                                Set.of(),
                                Map.of(ProductGraph.PRODUCT, products))) {
            result.get(0, into, 0, rows * queries);
        } catch (OrtException e) {
            throw new IllegalStateException("the ONNX Runtime can't multiply matrices", e);
        }
    }

    @Override
    public void close() {
        right.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the ONNX Runtime can't give memory back", e);
        }
    }

    private OnnxTensor tensor(FloatBuffer values, long rows, long columns) throws OrtException {
        return OnnxTensor.createTensor(environment, values, new long[] {rows, columns});
    }

    private static FloatBuffer floats(int size) {
        return ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
