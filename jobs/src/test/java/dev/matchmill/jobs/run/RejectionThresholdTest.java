package dev.matchmill.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RejectionThresholdTest {

    private final RejectionThreshold threshold = new RejectionThreshold(20, 10);

    @Test
    void a_share_on_the_limit_is_no_alert_and_one_more_is() {
        assertThat(threshold.isExceededBy(rejected(20, 100, 0))).isFalse();
        assertThat(threshold.isExceededBy(rejected(21, 100, 0))).isTrue();
    }

    @Test
    void few_rejections_never_alert_even_when_everything_is_rejected() {
        assertThat(threshold.isExceededBy(rejected(10, 10, 0))).isFalse();
        assertThat(threshold.isExceededBy(rejected(11, 11, 0))).isTrue();
    }

    @Test
    void unchanged_items_do_not_thin_the_share() {
        assertThat(threshold.isExceededBy(rejected(15, 1015, 1000))).isTrue();
    }

    @Test
    void refuses_shares_that_cannot_be() {
        assertThatThrownBy(() -> new RejectionThreshold(101, 0)).hasMessageContaining("percent");
        assertThatThrownBy(() -> new RejectionThreshold(Double.NaN, 0))
                .hasMessageContaining("percent");
        assertThatThrownBy(() -> new RejectionThreshold(20, -1)).hasMessageContaining("floor");
    }

    private static Books rejected(long rejected, long seen, long unchanged) {
        return new Books(seen, seen - rejected - unchanged, unchanged, 0, 0, rejected, 0);
    }
}
