package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareSettingsTest {

    @ParameterizedTest
    @CsvSource({"100000, 2000", "8000, 2000", "4000, 1000", "300, 100", "5, 100"})
    void a_worker_takes_less_when_little_is_left_for_others(long left, int taken) {
        assertThat(new ShareSettings(Duration.ofMinutes(2), 2000).taken(left)).isEqualTo(taken);
    }

    @Test
    void never_more_than_a_block() {
        assertThat(new ShareSettings(Duration.ofMinutes(2), 6).taken(1_000)).isEqualTo(6);
    }

    @Test
    void leases_too_short_for_signs_of_life_and_blocks_of_nothing_are_refused() {
        assertThatThrownBy(() -> new ShareSettings(Duration.ofSeconds(2), 6))
                .hasMessageContaining("match-share.lease must be at least 3s");
        assertThatThrownBy(() -> new ShareSettings(Duration.ofMinutes(2), 0))
                .hasMessageContaining("match-share.block must be within 1 to 100000");
    }
}
