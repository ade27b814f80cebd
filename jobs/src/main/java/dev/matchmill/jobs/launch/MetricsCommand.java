package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.metrics.MetricsServer;
import dev.matchmill.jobs.metrics.MetricsText;
import dev.matchmill.jobs.metrics.Readings;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9464",
            description = "where to answer; default ${DEFAULT-VALUE}")
    private String listen = "";

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
        InetSocketAddress address = address(listen);
        try (Session session = Session.open(WorkingRole.READER)) {
            DataSource connections = session.get(DataSource.class);
            Readings readings =
                    new Readings(
                            session.get(JdbcClient.class),
                            session.get(Clock.class),
                            () -> PoolFigures.of(connections));
            Path file = textfile;
            URI gateway = push;
            if (once) {
                Console.print(new String(MetricsText.of(readings.read()), StandardCharsets.UTF_8));
            } else if (file != null) {
                MetricsDelivery.toFile(MetricsText.of(readings.read()), file);
            } else if (gateway != null) {
                MetricsDelivery.push(MetricsText.of(readings.read()), gateway);
            } else {
                serve(address, readings, session.get(StopRequest.class));
            }
        }
        return ExitCode.OK.code();
    }

    private static void serve(InetSocketAddress address, Readings readings, StopRequest stop) {
        MetricsServer.Probes probes =
                new MetricsServer.Probes(readings::isHealthy, readings::isHealthy);
        try (MetricsServer server = MetricsServer.start(address, readings, probes)) {
            Console.say(
                    "metrics at http://%s:%d/metrics"
                            .formatted(
                                    server.address().getHostString(), server.address().getPort()));
            while (!stop.isStopped()) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        } catch (IOException taken) {
            throw new PreconditionException(
                    "nobody can listen on " + address + ": choose another with --listen.", taken);
        }
    }

    /** Parses {@code host:port} or {@code port}, which is of this machine only. */
    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalUsageException("--listen must be HOST:PORT, such as 127.0.0.1:9464.");
        }
    }
}
