package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the verbs of a schedule inherit from it. */
class VerbProcessTest {

    @Test
    void verbs_beside_each_other_share_the_part_of_the_memory_that_one_would_have() {
        assertThat(VerbProcess.shared("-XX:MaxRAMPercentage=50", 2))
                .isEqualTo("-XX:MaxRAMPercentage=25.0");
        assertThat(VerbProcess.shared("-XX:MaxRAMPercentage=50.0", 1))
                .isEqualTo("-XX:MaxRAMPercentage=50.0");
        assertThat(VerbProcess.shared("-Xmx1g", 4)).isEqualTo("-Xmx1g");
    }
}
