package dev.matchmill.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.evaluate.AdverseImpact.Counted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdverseImpactTest {

    @ParameterizedTest
    @CsvSource({
        "10, 2, 25, 4, false",
        "10, 1, 50, 4, false",
        "50, 20, 50, 16, false",
        "50, 20, 50, 15, true",
        "1000000, 500000, 1000000, 399999, true",
        "1000000, 500000, 1000000, 400000, false"
    })
    void four_fifths_exactly_are_not_below_four_fifths(
            long best, long bestRecommended, long others, long recommended, boolean isNotable) {
        List<AdverseImpact.Group> groups =
                AdverseImpact.compared(
                        List.of(
                                new Counted("gender", "a", others, recommended),
                                new Counted("gender", "b", best, bestRecommended)));

        assertThat(groups.getFirst().isNotable()).isEqualTo(isNotable);
        assertThat(groups.getLast().ratio()).isEqualTo(1);
    }

    @Test
    void nobody_is_behind_where_nobody_is_recommended() {
        assertThat(
                        AdverseImpact.compared(
                                List.of(
                                        new Counted("gender", "a", 10, 0),
                                        new Counted("gender", "b", 20, 0))))
                .extracting(AdverseImpact.Group::ratio)
                .containsExactly(1.0, 1.0);
    }
}
