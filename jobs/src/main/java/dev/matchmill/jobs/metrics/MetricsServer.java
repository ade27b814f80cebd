package dev.matchmill.jobs.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Answers {@code GET /metrics} in the text format of Prometheus, {@code GET /healthz} with 200
 * while the process works and {@code GET /readyz} with 200 while it can do what it is there for,
 * else 503. Without authentication: it tells figures, and listens where it is told to.
 */
public final class MetricsServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Readings readings;

    private MetricsServer(HttpServer server, Readings readings) {
        this.server = server;
        this.readings = readings;
    }

    /**
     * What the two probes ask.
     *
     * @param healthy false: starting the process anew would help
     * @param ready false: it waits for something, such as its database
     */
    public record Probes(BooleanSupplier healthy, BooleanSupplier ready) {}

    /**
     * Starts to answer.
     *
     * @param address port 0 means any
     * @throws IOException when the address is taken or not of this machine
     */
    public static MetricsServer start(InetSocketAddress address, Readings readings, Probes probes)
            throws IOException {
        HttpServer http = HttpServer.create(address, 0);
        MetricsServer server = new MetricsServer(http, readings);
        http.setExecutor(server.threads);
        http.createContext("/metrics", server::metrics);
        http.createContext("/healthz", exchange -> server.probe(exchange, probes.healthy()));
        http.createContext("/readyz", exchange -> server.probe(exchange, probes.ready()));
        http.start();
        return server;
    }

    /** Where it answers. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void metrics(HttpExchange exchange) throws IOException {
        if (isAsked(exchange, "/metrics")) {
            answer(exchange, 200, MetricsText.TYPE, MetricsText.of(readings.read()));
        }
    }

    private void probe(HttpExchange exchange, BooleanSupplier probe) throws IOException {
        if (isAsked(exchange, exchange.getHttpContext().getPath())) {
            boolean fine = probe.getAsBoolean();
            answer(exchange, fine ? 200 : 503, fine ? "ok\n" : "not now\n");
        }
    }

    // A context answers for everything below it.
    private static boolean isAsked(HttpExchange exchange, String path) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            answer(exchange, 404, "not found\n");
            return false;
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 405, "GET only\n");
            return false;
        }
        return true;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        answer(
                exchange,
                status,
                "text/plain; charset=utf-8",
                text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
