package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.metrics.MetricsText;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Figures brought to where a monitoring system fetches them, for hosts that it can't reach. */
final class MetricsDelivery {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private MetricsDelivery() {}

    /** Replaces the file as a whole: a collector never reads half of it. */
    static void toFile(byte[] figures, Path file) {
        Path target = file.toAbsolutePath();
        try {
            Path fresh = Files.createTempFile(target.getParent(), ".metrics", ".tmp");
            try {
                Files.write(fresh, figures);
                // The collector is another user.
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException refused) {
            throw new PreconditionException(
                    "the figures cannot be written to " + file + ".", refused);
        }
    }

    /**
     * Replaces all figures of the group {@code job="matchmill"}.
     *
     * @param gateway base URL of a Pushgateway
     */
    static void push(byte[] figures, URI gateway) {
        URI group = URI.create(gateway.toString().replaceAll("/+$", "") + "/metrics/job/matchmill");
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<Void> answer =
                    http.send(
                            HttpRequest.newBuilder(group)
                                    .timeout(TIMEOUT)
                                    .header("Content-Type", MetricsText.TYPE)
                                    .PUT(HttpRequest.BodyPublishers.ofByteArray(figures))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            judge(answer.statusCode());
        } catch (IOException away) {
            throw new GatewayAwayException("no Pushgateway answers at " + gateway + ".", away);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalUsageException("--push must be a URL such as http://host:9091.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void judge(int status) {
        String sentence = "the Pushgateway refused the figures with status " + status + ".";
        if (status / 100 == 5) {
            throw new GatewayAwayException(sentence);
        }
        if (status / 100 != 2) {
            throw new PreconditionException(sentence);
        }
    }
}
