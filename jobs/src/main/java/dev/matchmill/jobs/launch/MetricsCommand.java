package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.metrics.MetricsServer;
import dev.matchmill.jobs.metrics.MetricsText;
import dev.matchmill.jobs.metrics.Readings;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.StopRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Figures for a monitoring system. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description = {
            "Answers GET /metrics in the text format of Prometheus, /healthz and /readyz, until it"
                    + " is stopped.",
            "Readings are kept between scrapes: lag, connections and jobs for a minute, hit ratios"
                    + " for five, sizes for an hour. Figures only: no names of people, no texts of"
                    + " statements."
        })
final class MetricsCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(200);

    @Mixin private ListenOption listen = new ListenOption();

    @Option(names = "--once", description = "print the figures and end")
    private boolean once;

    @Option(
            names = "--textfile",
            paramLabel = "FILE",
            description = "write the figures for node_exporter's textfile collector and end")
    private @Nullable Path textfile;

    @Option(
            names = "--push",
            paramLabel = "URL",
            description = "send the figures to a Pushgateway, such as http://host:9091, and end")
    private @Nullable URI push;

    @Override
    public Integer call() {
        listen.address();
        try (Session session = Session.open(WorkingRole.READER)) {
            Readings readings = ListenOption.readings(session);
            Path file = textfile;
            URI gateway = push;
            if (once) {
                Console.print(new String(MetricsText.of(readings.read()), StandardCharsets.UTF_8));
            } else if (file != null) {
                MetricsDelivery.toFile(MetricsText.of(readings.read()), file);
            } else if (gateway != null) {
                MetricsDelivery.push(MetricsText.of(readings.read()), gateway);
            } else {
                serve(readings, session.get(StopRequest.class));
            }
        }
        return ExitCode.OK.code();
    }

    private void serve(Readings readings, StopRequest stop) {
        MetricsServer.Probes probes =
                new MetricsServer.Probes(readings::isHealthy, readings::isHealthy);
        try (MetricsServer server = listen.serve(readings, probes)) {
            Console.say("metrics at %s/metrics".formatted(ListenOption.origin(server)));
            while (!stop.isStopped()) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }
}
