package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.metrics.MetricsServer;
import dev.matchmill.jobs.metrics.Readings;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Option;

/** The option of verbs that answer a monitoring system until they are stopped. */
final class ListenOption {

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9464",
            description = "where /metrics, /healthz and /readyz answer; default ${DEFAULT-VALUE}")
    private String listen = "";

    /**
     * The address, of {@code HOST:PORT} or {@code PORT}, which is of this machine only.
     *
     * @throws IllegalUsageException when it is neither
     */
    InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : listen.substring(0, colon);
        try {
            int port = Integer.parseInt(listen.substring(colon + 1));
            return new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalUsageException("--listen must be HOST:PORT, such as 127.0.0.1:9464.");
        }
    }

    /**
     * Answers there.
     *
     * @throws PreconditionException when somebody else does
     */
    MetricsServer serve(Readings readings, MetricsServer.Probes probes) {
        InetSocketAddress address = address();
        try {
            return MetricsServer.start(address, readings, probes);
        } catch (IOException taken) {
            throw new PreconditionException(
                    "nobody can listen on " + address + ": choose another with --listen.", taken);
        }
    }

    /** Readings of the verb's database and of its own pool. */
    static Readings readings(Session session) {
        DataSource connections = session.get(DataSource.class);
        return new Readings(
                session.get(JdbcClient.class),
                session.get(Clock.class),
                () -> PoolFigures.of(connections));
    }

    /** Where a server answers. */
    static String origin(MetricsServer server) {
        return "http://%s:%d"
                .formatted(server.address().getHostString(), server.address().getPort());
    }
}
