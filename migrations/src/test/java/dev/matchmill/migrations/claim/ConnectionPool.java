package dev.matchmill.migrations.claim;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;

/** P26: more requests at once than there are connections. */
public final class ConnectionPool {

    /** Connections of the measured pools. */
    public static final int SIZE = 20;

    private static final int REQUESTS = 200;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private ConnectionPool() {}

    /** A pool of {@link #SIZE} connections. */
    public static HikariDataSource open(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.username());
        config.setPassword(address.password());
        config.setMaximumPoolSize(SIZE);
        config.setConnectionTimeout(LONGEST.toMillis());
        return new HikariDataSource(config);
    }

    /** Two hundred statements of 100 ms at once. */
    public static Finding check(DatabaseAddress address) throws InterruptedException {
        try (HikariDataSource pool = open(address);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            JdbcClient jdbc = JdbcClient.create(pool);
            List<Future<Double>> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                requests.add(threads.submit(() -> seconds(jdbc)));
            }
            int failed = 0;
            int connections = 0;
            double longest = 0;
            for (Future<Double> request : requests) {
                try {
                    longest = Math.max(longest, request.get());
                } catch (ExecutionException refused) {
                    failed++;
                }
                connections =
                        Math.max(connections, pool.getHikariPoolMXBean().getTotalConnections());
            }
            return new Finding(
                    "P26",
                    "a pool of 20 serves 200 requests of 100 ms at once, none waits over 30 s",
                    String.format(
                            Locale.ROOT,
                            "%d failed, %d connections, longest %.1f s",
                            failed,
                            connections,
                            longest),
                    Verdict.of(
                            failed == 0
                                    && connections <= SIZE
                                    && longest <= LONGEST.toMillis() / 1000.0));
        }
    }

    private static double seconds(JdbcClient jdbc) {
        long started = System.nanoTime();
        jdbc.sql("SELECT pg_sleep(0.1)").query().singleRow();
        return (System.nanoTime() - started) / 1e9;
    }
}
