package dev.matchmill.embeddings.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingQualityTest {

    @Test
    void averages_over_categories_and_not_over_queries() {
        RankingQuality quality = new RankingQuality(List.of("cook", "nurse"));

        quality.add("cook", new double[] {1, 0});
        quality.add("cook", new double[] {1, 0});
        quality.add("cook", new double[] {1, 0});
        quality.add("nurse", new double[] {1, 0});

        assertThat(quality.precision()).isEqualTo(.1, within(1e-9));
        assertThat(quality.discountedGain())
                .isEqualTo((1 + Math.log(2) / Math.log(3)) / 2, within(1e-9));
    }

    @Test
    void ranks_a_rare_word_above_a_common_one() {
        Bm25 bm25 = new Bm25(List.of("the welder", "the cook", "the nurse and the cook"));

        double[] scores = bm25.scores("The welder");

        assertThat(scores[0]).isGreaterThan(scores[1]).isGreaterThan(scores[2]);
    }
}
