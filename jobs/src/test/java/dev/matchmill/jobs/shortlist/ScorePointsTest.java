package dev.matchmill.jobs.shortlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScorePointsTest {

    @Test
    void gives_the_lost_tenth_to_the_part_that_lost_most() {
        ScorePoints points = ScorePoints.of(0.1, List.of(0.03334, 0.03326, 0.0334));

        assertThat(points.total()).isEqualTo(100);
        assertThat(points.parts()).containsExactly(33, 33, 34);
    }

    @Test
    void parts_sum_to_the_total_and_none_is_off_by_a_tenth() {
        long seed = 20261122;
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<Double> parts =
                    DoubleStream.generate(() -> random.nextDouble() / 5).limit(5).boxed().toList();
            double score = parts.stream().mapToDouble(Double::doubleValue).sum();

            ScorePoints points = ScorePoints.of(score, parts);

            assertThat(points.parts().stream().mapToInt(Integer::intValue).sum())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(points.total());
            for (int i = 0; i < parts.size(); i++) {
                // Half a tenth of the total's own rounding comes on top.
                assertThat(points.parts().get(i) / 1000.0 - parts.get(i)).isBetween(-.0015, .0015);
            }
        }
    }

    @Test
    void shows_a_score_of_nothing_as_zeros() {
        ScorePoints points = ScorePoints.of(0, List.of(0.0, 0.0));

        assertThat(points.parts()).containsExactly(0, 0);
        assertThat(ScorePoints.shown(points.total())).isEqualTo("0.0");
    }
}
