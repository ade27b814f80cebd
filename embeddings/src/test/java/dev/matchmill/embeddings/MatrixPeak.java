package dev.matchmill.embeddings;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The rate at which this runtime multiplies large int8 matrices, as dynamically quantized models
 * do: the ceiling of what such a model can reach on this machine.
 */
public final class MatrixPeak {

    private static final int ROWS = 1024;
    private static final int INNER = 1536;
    private static final int COLUMNS = 1536;

    private MatrixPeak() {}

    /**
     * Multiply-adds a second of so many threads together, one session each.
     *
     * @param runs products of each thread
     */
    public static double measure(int threads, int runs) throws OrtException, InterruptedException {
        byte[] weights = new byte[INNER * COLUMNS];
        new Random(5).nextBytes(weights);
        byte[] graph =
                new OnnxGraph()
                        .bytes("weights", weights, INNER, COLUMNS)
                        .unsignedInput("rows", INNER)
                        .node("MatMulInteger", List.of("rows", "weights"), "product")
                        .integerOutput("product", COLUMNS)
                        .build();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(graph, options)) {
                product(environment, session, 2);
                long start = System.nanoTime();
                List<Thread> workers =
                        IntStream.range(0, threads)
                                .mapToObj(_ ->
                                        Thread.ofPlatform()
                                                .start(() -> product(environment, session, runs)))
                                .toList();
                for (Thread worker : workers) {
                    worker.join();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                return (double) threads * runs * ROWS * INNER * COLUMNS / seconds;
            }
        }
    }

    private static void product(OrtEnvironment environment, OrtSession session, int runs) {
        ByteBuffer rows = ByteBuffer.allocateDirect(ROWS * INNER);
        try (OnnxTensor tensor =
                OnnxTensor.createTensor(
                        environment, rows, new long[] {ROWS, INNER}, OnnxJavaType.UINT8)) {
            for (int i = 0; i < runs; i++) {
                session.run(Map.of("rows", tensor)).close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
