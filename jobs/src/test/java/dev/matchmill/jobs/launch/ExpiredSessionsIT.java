package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.launch.ExpiredSessions.Figures;
import org.junit.jupiter.api.Test;

/** The small form of {@code ./matchmill benchmark lifecycle-sessions}. */
class ExpiredSessionsIT {

    @Test
    void j01_many_sessions_are_cleaned_beside_a_writer_without_a_long_statement() {
        Figures figures = ExpiredSessions.clean(60_000, _ -> {});

        assertThat(figures.left()).isZero();
        assertThat(figures.valid()).isEqualTo(figures.validBefore());
        assertThat(figures.longestStatementMillis()).isBetween(0.001, 30_000.0);
        assertThat(figures.writes()).isPositive();
    }
}
