package dev.matchmill.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.evaluate.QualityHistory.Measured;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityHistoryTest {

    @ParameterizedTest
    @CsvSource({"active, ' shown'", "retired, ' shown'", "failed, not shown", "building, in work"})
    void a_refresh_that_is_not_published_was_not_shown(String status, String words) {
        Measured measured =
                new Measured(
                        7, Instant.parse("2026-03-01T23:30:00Z"), null, status, 5, .5, .4, .3, .2);

        assertThat(QualityHistory.render(List.of(measured)))
                .contains("2026-03-01 23:30", "all ", words);
    }
}
