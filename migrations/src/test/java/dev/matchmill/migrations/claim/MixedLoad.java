package dev.matchmill.migrations.claim;

import com.zaxxer.hikari.HikariDataSource;
import dev.matchmill.migrations.pattern.DataSet;
import dev.matchmill.migrations.pattern.PatternParameters;
import dev.matchmill.migrations.pattern.Percentile;
import dev.matchmill.migrations.pattern.QueryPattern;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** P16, P18 and P23: all patterns by their weight over 20 connections, while rows are inserted. */
public final class MixedLoad {

    private static final int PARAMETERS = 200;
    private static final double LONGEST_MILLIS = 1000;

    private final DatabaseAddress address;
    private final DataSet set;
    private final List<Map<String, @Nullable Object>> parameters;
    private final List<QueryPattern> weighted = new ArrayList<>();

    /** A load on rows of this set, vectors included. */
    public MixedLoad(DatabaseAddress address, DataSet set) {
        this.address = address;
        this.set = set;
        this.parameters = PatternParameters.of(address.unpooled(), set, PARAMETERS);
        for (QueryPattern pattern : QueryPattern.all()) {
            for (int i = 0; i < pattern.weight(); i++) {
                weighted.add(pattern);
            }
        }
    }

    /** Runs for so long and judges. */
    public List<Finding> check(Duration duration) throws InterruptedException, ExecutionException {
        List<Double> millis = new ArrayList<>();
        long inserted;
        HitRatios before = HitRatios.of(address);
        try (HikariDataSource pool = ConnectionPool.open(address);
                ExecutorService threads = Executors.newFixedThreadPool(ConnectionPool.SIZE)) {
            JdbcClient jdbc = JdbcClient.create(pool);
            long end = System.nanoTime() + duration.toNanos();
            List<Future<List<Double>>> readers = new ArrayList<>();
            for (int seed = 1; seed < ConnectionPool.SIZE; seed++) {
                Random random = new Random(seed);
                readers.add(threads.submit(() -> read(jdbc, random, end)));
            }
            Future<Long> writer = threads.submit(() -> new SteadyWriter(jdbc, set).until(end));
            for (Future<List<Double>> reader : readers) {
                millis.addAll(reader.get());
            }
            inserted = writer.get();
        }
        // Sessions hand in their counts when they end.
        HitRatios ratios = HitRatios.of(address).since(before);
        double p99 = Percentile.of(99, millis);
        double seconds = duration.toMillis() / 1000.0;
        String figures =
                String.format(
                        Locale.ROOT,
                        "%,.0f queries/s, p50 %.1f ms, p99 %.0f ms, beside %.0f inserts/s",
                        millis.size() / seconds,
                        Percentile.of(50, millis),
                        p99,
                        inserted / seconds);
        return List.of(
                new Finding(
                        "P16",
                        "99 % of all queries take less than a second (set L)",
                        figures,
                        Verdict.of(p99 < LONGEST_MILLIS)),
                ratios.judge(),
                new Finding(
                        "P23",
                        "100,000 users are supported: P16 on set L",
                        set == DataSet.L ? figures : "only on set L",
                        set == DataSet.L ? Verdict.of(p99 < LONGEST_MILLIS) : Verdict.NOT_CHECKED));
    }

    private List<Double> read(JdbcClient jdbc, Random random, long end) {
        List<Double> millis = new ArrayList<>();
        while (System.nanoTime() < end) {
            QueryPattern pattern = weighted.get(random.nextInt(weighted.size()));
            var values = parameters.get(random.nextInt(parameters.size()));
            long started = System.nanoTime();
            jdbc.sql(pattern.sql()).params(values).query().listOfRows();
            millis.add((System.nanoTime() - started) / 1e6);
        }
        return millis;
    }
}
