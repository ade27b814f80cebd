package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.trace.Collector;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures for monitoring systems that cannot ask. */
class MetricsDeliveryTest {

    private static final byte[] FIGURES = "matchmill_claims 1.0\n".getBytes(StandardCharsets.UTF_8);

    private final Collector gateway = new Collector();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void a_push_replaces_the_group_of_the_program() {
        MetricsDelivery.push(FIGURES, URI.create(gateway.url() + "/"));

        assertThat(gateway.requests()).containsExactly("PUT /metrics/job/matchmill");
        assertThat(gateway.text()).isEqualTo("matchmill_claims 1.0\n");
    }

    @Test
    void a_gateway_that_is_away_or_broken_is_tried_later_and_one_that_refuses_is_looked_at() {
        assertThat(codeOfPush("http://127.0.0.1:1")).isEqualTo(ExitCode.TRY_LATER);
        gateway.answer(503);
        assertThat(codeOfPush(gateway.url())).isEqualTo(ExitCode.TRY_LATER);
        gateway.answer(400);
        assertThat(codeOfPush(gateway.url())).isEqualTo(ExitCode.PRECONDITION);
        assertThat(codeOfPush("gateway")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_file_is_replaced_as_a_whole_and_others_may_read_it(@TempDir Path folder)
            throws IOException {
        Path file =
                Files.writeString(folder.resolve("matchmill.prom"), "old and longer\n".repeat(9));

        MetricsDelivery.toFile(FIGURES, file);

        assertThat(file).hasBinaryContent(FIGURES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static ExitCode codeOfPush(String url) {
        return Failure.of(catchThrowable(() -> MetricsDelivery.push(FIGURES, URI.create(url))))
                .code();
    }
}
