package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as JSON. */
class JsonLinesTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    void a_line_is_one_object_with_run_and_step() {
        JsonNode line = line(event("two\nlines and \"quotes\"", null));

        assertThat(line.get("message").asString()).isEqualTo("two\nlines and \"quotes\"");
        assertThat(line.get("log.level").asString()).isEqualTo("WARN");
        assertThat(line.get("log.logger").asString()).isEqualTo("dev.matchmill.jobs.run");
        assertThat(line.get("matchmill.run").asString()).isEqualTo("17");
        assertThat(line.get("matchmill.step").asString()).isEqualTo("ingest.readDocuments");
        assertThat(Instant.parse(line.get("@timestamp").asString()))
                .isEqualTo("2026-03-01T12:00:00Z");
        assertThat(line.get("process.pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void a_failure_is_told_by_classes_and_trace_without_messages() {
        Throwable failure =
                new IllegalStateException(
                        "Carla Canary, 555-0199",
                        new IllegalArgumentException("carla@example.org"));

        String text = text(event("a step failed", failure));

        assertThat(text)
                .contains("IllegalStateException", "caused by java.lang.IllegalArgumentException")
                .contains("JsonLinesTest")
                .doesNotContain("Canary", "carla@", "555-0199");
    }

    @Test
    void what_the_program_says_is_such_a_line_too() {
        String text =
                new String(
                        JsonLines.of(Instant.EPOCH, "the database does not answer"),
                        StandardCharsets.UTF_8);

        assertThat(text).endsWith("\n").hasLineCount(1);
        assertThat(new JsonMapper().readTree(text).get("message").asString())
                .isEqualTo("the database does not answer");
    }

    private LoggingEvent event(String message, @Nullable Throwable failure) {
        LoggingEvent event =
                new LoggingEvent(
                        "",
                        context.getLogger("dev.matchmill.jobs.run"),
                        Level.WARN,
                        message,
                        failure,
                        null);
        event.setInstant(Instant.parse("2026-03-01T12:00:00Z"));
        event.setMDCPropertyMap(Map.of("run", "17", "step", "ingest.readDocuments"));
        return event;
    }

    private static String text(LoggingEvent event) {
        String text = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n").hasLineCount(1);
        return text;
    }

    private static JsonNode line(LoggingEvent event) {
        return new JsonMapper().readTree(text(event));
    }
}
