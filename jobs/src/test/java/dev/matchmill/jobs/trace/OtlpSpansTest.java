package dev.matchmill.jobs.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.run.Spans;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans as a collector on this machine receives them. */
class OtlpSpansTest {

    private final Collector collector = new Collector();

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void run_step_and_piece_arrive_with_numbers_and_without_texts_of_failures() throws Exception {
        Spans spans = settings().spans();
        try (Spans.Span run = spans.open("run").with("matchmill.run", 17);
                Spans.Span step = spans.open("ingest.readDocuments");
                Spans.Span piece = spans.open("ingest.readDocuments piece")) {
            piece.failed(new IllegalStateException("Carla Canary"));
            step.failed(new IllegalStateException("Carla Canary"));
            run.with("matchmill.items", 3);
        }
        ((AutoCloseable) spans).close();

        assertThat(collector.requests()).containsOnly("POST /v1/traces");
        assertThat(collector.text())
                .contains("matchmill", "run", "ingest.readDocuments piece", "matchmill.run")
                .contains("java.lang.IllegalStateException")
                .doesNotContain("Canary");
    }

    @Test
    void a_collector_that_is_away_holds_up_nothing() throws Exception {
        Spans spans = new TraceSettings("http://127.0.0.1:1").spans();
        long began = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            spans.open("piece").close();
        }
        ((AutoCloseable) spans).close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void without_an_endpoint_nobody_traces() {
        assertThat(new TraceSettings("").spans()).isSameAs(Spans.NONE);
        assertThat(Spans.NONE.open("run")).isSameAs(Spans.Span.NONE);
    }

    @Test
    void an_endpoint_that_is_no_url_or_holds_a_user_is_refused() {
        for (String wrong : List.of("collector", "ftp://x", "http://me:secret@host:4318")) {
            assertThatThrownBy(() -> new TraceSettings(wrong)).hasMessageContaining("endpoint");
        }
    }

    private TraceSettings settings() {
        return new TraceSettings(collector.url() + "/");
    }
}
