package dev.matchmill.embeddings.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one text in, one pooled vector out, straight from the output buffer. One text per
 * run: with int8 weights a vector would depend on its neighbours in a padded batch, and batches are
 * not faster on a CPU. Thread-safe.
 */
final class PoolingTranslator implements NoBatchifyTranslator<long[], float[]> {

    private final Set<String> inputNames;
    private final Pooling pooling;
    private final LongAdder runs = new LongAdder();
    private final LongAdder tokenCount = new LongAdder();
    private final LongAdder slotCount = new LongAdder();

    /**
     * @param inputNames what the graph asks for; token types and positions only if it has them
     */
    PoolingTranslator(Set<String> inputNames, Pooling pooling) {
        this.inputNames = Set.copyOf(inputNames);
        this.pooling = pooling;
    }

    @Override
    public @Nullable Batchifier getBatchifier() {
        return null;
    }

    @Override
    public NDList processInput(TranslatorContext context, long[] tokens) {
        NDManager manager = context.getNDManager();
        NDList inputs = new NDList();
        for (String name : inputNames) {
            long[] values =
                    switch (name) {
                        case "input_ids" -> tokens;
                        case "attention_mask" -> ones(tokens.length);
                        case "token_type_ids" -> new long[tokens.length];
                        case "position_ids" -> positions(tokens.length);
                        default -> throw new ModelException("unknown model input " + name);
                    };
            NDArray array =
                    manager.create(
                            LongBuffer.wrap(values), new Shape(1, values.length), DataType.INT64);
            array.setName(name);
            inputs.add(array);
        }
        runs.increment();
        tokenCount.add(tokens.length);
        slotCount.add(inputs.getFirst().getShape().size());
        return inputs;
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList outputs) {
        NDArray output = chosen(outputs);
        long[] shape = output.getShape().getShape();
        FloatBuffer values = output.toByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        if (shape.length == 2) {
            float[] pooled = new float[(int) shape[1]];
            values.get(pooled);
            return pooled;
        }
        return pooling.pool(values, (int) shape[1], (int) shape[2]);
    }

    /** What was put into the graph so far. */
    ModelWork work() {
        return new ModelWork(runs.sum(), tokenCount.sum(), slotCount.sum());
    }

    /**
     * The tokens' vectors where the graph gives them, else a vector that the graph pooled itself.
     */
    private static NDArray chosen(NDList outputs) {
        for (NDArray output : outputs) {
            if (output.getShape().dimension() == 3) {
                return output;
            }
        }
        for (NDArray output : outputs) {
            if (output.getShape().dimension() == 2) {
                return output;
            }
        }
        throw new ModelException("the model gives no vectors of tokens or texts");
    }

    private static long[] ones(int length) {
        long[] ones = new long[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static long[] positions(int length) {
        long[] positions = new long[length];
        for (int i = 0; i < length; i++) {
            positions[i] = i;
        }
        return positions;
    }
}
