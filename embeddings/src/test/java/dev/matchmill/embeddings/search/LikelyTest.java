package dev.matchmill.embeddings.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On 5,000 similarities and what a product could have made of them. */
class LikelyTest {

    private static final int COUNT = 5_000;

    private final Random random = new Random(11);

    @ParameterizedTest
    @CsvSource({"1, .2", "50, .2", "250, .2", "3000, .2", "50, .0002", "250, .00005", "50, 0"})
    void everybody_who_is_among_the_nearest_is_likely(int most, double spread) {
        double[] exact = random.doubles(COUNT, .5, .5 + spread + 1e-12).toArray();

        List<Integer> likely = likely(most, exact, -1);

        assertThat(likely).containsAll(nearest(most, exact)).isSorted();
    }

    @Test
    void hardly_anybody_else_is() {
        double[] exact = random.doubles(COUNT, .2, .9).toArray();

        assertThat(likely(50, exact, -1)).hasSizeBetween(50, 60);
    }

    @Test
    void nobody_is_left_out_who_reaches_a_floor_that_all_may_reach() {
        double[] exact = random.doubles(COUNT, .2, .9).toArray();

        List<Integer> likely = likely(COUNT, exact, .6);

        assertThat(likely)
                .containsAll(
                        IntStream.range(0, COUNT).filter(i -> exact[i] >= .6).boxed().toList());
        assertThat(likely.stream().mapToDouble(i -> exact[i]).min().orElseThrow())
                .isGreaterThan(.6 - 2.1 * Comparison.TOLERANCE);
    }

    private List<Integer> likely(int most, double[] exact, double floor) {
        Likely likely = new Likely(most);
        likely.begin(floor);
        for (int i = 0; i < exact.length; i++) {
            double off = (2 * random.nextDouble() - 1) * .9 * Comparison.TOLERANCE;
            float similarity = (float) (exact[i] + off);
            if (similarity >= likely.bound()) {
                likely.add(i, similarity);
            }
        }
        List<Integer> left = new ArrayList<>();
        likely.end(left::add);
        return left;
    }

    private static List<Integer> nearest(int most, double[] exact) {
        return IntStream.range(0, exact.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -exact[i]))
                .limit(most)
                .toList();
    }
}
