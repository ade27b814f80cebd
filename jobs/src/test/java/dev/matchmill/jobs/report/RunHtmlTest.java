package dev.matchmill.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.report.FinishedRun.SourceBooks;
import dev.matchmill.jobs.run.Books;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of one run. */
class RunHtmlTest {

    private final Books books = new Books(10, 4, 2, 1, 0, 2, 1);

    @Test
    void shows_books_reasons_and_sources_and_loads_nothing() {
        String page = RunHtml.of(run("/srv/in"));

        assertThat(page)
                .contains(
                        "<h1>Run 7: run</h1>",
                        "completed with errors",
                        "1 March 2026, 12:00:00 UTC")
                .contains("<td>stored</td><td class=\"n\">4</td>", "<td>corrupt</td>", "/srv/in")
                .contains("<html lang=\"en\">", "<th scope=\"col\">Source</th>", "aria-hidden")
                .doesNotContain("{{", "<script", "http://", "https://", "url(");
    }

    @Test
    void text_of_others_stays_text() {
        String page = RunHtml.of(run("/srv/<b>\"x\"</b>"));

        assertThat(page).contains("/srv/&lt;b&gt;&quot;x&quot;").doesNotContain("<b>\"x");
    }

    private FinishedRun run(String location) {
        return new FinishedRun(
                7,
                "run",
                "completed_with_errors",
                Instant.parse("2026-03-01T12:00:00Z"),
                Instant.parse("2026-03-01T12:01:30Z"),
                0,
                books,
                Map.of("embedded_candidates", 4, "reasons", Map.of("corrupt", 2)),
                null,
                List.of(new SourceBooks(location, "completed", books)));
    }
}
