package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.report.StatusReport;
import dev.matchmill.jobs.run.StopRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** How the watched status looks. */
class StatusWatchTest {

    private final StatusWatch watch =
            new StatusWatch(
                    new StatusReport(
                            JdbcClient.create(new SimpleDriverDataSource()), Json.mapper()),
                    Clock.fixed(Instant.parse("2026-03-01T12:00:00.5Z"), ZoneOffset.UTC),
                    new StopRequest(),
                    true);

    @Test
    void a_line_elsewhere_than_on_a_terminal_is_plain_and_can_be_searched() {
        assertThat(watch.line(numbers(12, "run (run 7)")))
                .isEqualTo("2026-03-01T12:00:00Z candidates=12 running=\"run (run 7)\"");
    }

    @Test
    void on_a_terminal_each_figure_stands_where_it_stood_and_shows_its_change() {
        String screen = watch.screen(numbers(15, "none"), numbers(12, "none"));

        assertThat(screen)
                .startsWith("\u001b[?7l\u001b[H")
                .contains("candidates  15  (+3)\u001b[K\n", "running     none\u001b[K\n")
                .endsWith("\u001b[J\u001b[?7h");
        assertThat(watch.screen(numbers(15, "none"), Map.of())).doesNotContain("(+");
    }

    private static Map<String, Object> numbers(long candidates, String running) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("candidates", candidates);
        numbers.put("running", running);
        return numbers;
    }
}
