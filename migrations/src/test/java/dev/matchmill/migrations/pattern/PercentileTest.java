package dev.matchmill.migrations.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PercentileTest {

    @Test
    void is_the_value_of_the_nearest_rank() {
        List<Double> values = List.of(5.0, 1.0, 4.0, 2.0, 3.0);

        assertThat(Percentile.of(50, values)).isEqualTo(3);
        assertThat(Percentile.of(95, values)).isEqualTo(5);
        assertThat(Percentile.of(20, values)).isEqualTo(1);
        assertThat(Percentile.of(21, values)).isEqualTo(2);
    }

    @Test
    void nothing_has_no_percentile() {
        assertThatIllegalArgumentException().isThrownBy(() -> Percentile.of(50, List.of()));
    }
}
