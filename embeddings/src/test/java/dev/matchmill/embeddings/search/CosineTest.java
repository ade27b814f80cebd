package dev.matchmill.embeddings.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored similarities are compared bit by bit with those of later refreshes. */
class CosineTest {

    @ParameterizedTest
    @ValueSource(ints = {8, 120, 128, 136, 1024})
    void the_sum_is_made_in_eight_parts_in_this_order_to_the_last_bit(int dimension) {
        Random random = new Random(dimension);
        for (int round = 0; round < 1_000; round++) {
            float[] query = gaussian(random, dimension);
            float[] vectors = gaussian(random, 2 * dimension);

            double[] sums = new double[8];
            for (int i = 0; i < dimension; i++) {
                sums[i % 8] += (double) vectors[dimension + i] * query[i];
            }

            assertThat(Cosine.dot(vectors, dimension, query))
                    .isEqualTo(
                            ((sums[0] + sums[4]) + (sums[1] + sums[5]))
                                    + ((sums[2] + sums[6]) + (sums[3] + sums[7])));
        }
    }

    private static float[] gaussian(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
