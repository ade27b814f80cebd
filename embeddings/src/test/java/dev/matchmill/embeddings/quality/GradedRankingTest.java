package dev.matchmill.embeddings.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradedRankingTest {

    @Test
    void the_best_order_of_all_that_was_judged_is_one() {
        GradedRanking best = new GradedRanking(List.of(3, 2, 1, 0), List.of(0, 1, 2, 3));

        assertThat(best.discountedGain(10)).isEqualTo(1);
        assertThat(best.averagePrecision()).isEqualTo(1);
        assertThat(best.recall(50)).isEqualTo(1);
    }

    @Test
    void gain_by_hand() {
        GradedRanking ranking = new GradedRanking(List.of(0, 3, 1), List.of(3, 1, 2));

        double gained = 7 / 1.5849625007 + 1 / 2.0;
        double ideal = 7 + 3 / 1.5849625007 + 1 / 2.0;
        assertThat(ranking.discountedGain(10)).isEqualTo(gained / ideal, within(1e-9));
        assertThat(ranking.discountedGain(1)).isZero();
    }

    @Test
    void precision_and_recall_by_hand() {
        // Relevant at ranks 2 and 3, one of three is not found.
        GradedRanking ranking = new GradedRanking(List.of(0, 3, 1), List.of(3, 1, 2, 0));

        assertThat(ranking.averagePrecision()).isEqualTo((1 / 2.0 + 2 / 3.0) / 3, within(1e-9));
        assertThat(ranking.recall(50)).isEqualTo(2 / 3.0, within(1e-9));
        assertThat(ranking.recall(2)).isEqualTo(1 / 3.0, within(1e-9));
    }

    @Test
    void who_suits_nowhere_cannot_be_measured() {
        assertThat(new GradedRanking(List.of(), List.of(0, 0)).isMeasurable()).isFalse();
        assertThat(new GradedRanking(List.of(), List.of(0, 1)).isMeasurable()).isTrue();
    }
}
