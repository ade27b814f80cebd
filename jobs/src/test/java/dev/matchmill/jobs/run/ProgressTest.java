package dev.matchmill.jobs.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long now;

    @Test
    void a_log_gets_a_plain_line_every_ten_seconds_and_one_at_the_end() {
        Progress progress = progress(false);
        progress.begin("read", 1_200);

        after(9, () -> progress.advance(90));
        after(1, () -> progress.advance(10));
        after(10, () -> progress.advance(1_100));
        progress.end();

        assertThat(written().lines())
                .containsExactly(
                        "read     100 of 1,200 (8 %), 10.0/s, 1:50 min left",
                        "read     1,200 of 1,200 (100 %), 60.0/s",
                        "read     1,200 of 1,200 (100 %), 60.0/s, 20 s");
    }

    @Test
    void a_terminal_has_one_line_that_is_written_over() {
        Progress progress = progress(true);
        progress.begin("embed", 4);

        after(1, () -> progress.advance(1));
        after(1, () -> progress.advance(3));
        progress.end();

        assertThat(written())
                .isEqualTo(
                        "\r\u001b[Kembed    1 of 4 (25 %), 1.0/s, 3 s left"
                                + "\r\u001b[Kembed    4 of 4 (100 %), 2.0/s"
                                + "\r\u001b[Kembed    4 of 4 (100 %), 2.0/s, 2 s\n");
    }

    @Test
    void an_unknown_total_promises_no_end() {
        Progress progress = progress(false);
        progress.begin("list", 0);

        after(20, () -> progress.advance(500));

        assertThat(written().lines()).containsExactly("list     500, 25.0/s");
    }

    @Test
    void a_step_without_work_is_not_mentioned() {
        Progress progress = progress(false);
        progress.begin("match", 0);
        after(60, progress::end);

        assertThat(written()).isEmpty();
    }

    @Test
    void work_outside_of_a_step_is_not_counted() {
        Progress progress = progress(false);
        progress.begin("read", 1);
        progress.end();

        after(60, () -> progress.advance(1));

        assertThat(written()).isEmpty();
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(out, true, UTF_8), terminal, () -> now);
    }

    private void after(long seconds, Runnable then) {
        now += TimeUnit.SECONDS.toNanos(seconds);
        then.run();
    }

    private String written() {
        return out.toString(UTF_8);
    }
}
