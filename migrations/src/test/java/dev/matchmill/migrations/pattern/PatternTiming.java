package dev.matchmill.migrations.pattern;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * How long a pattern takes, warm, with different values each time.
 *
 * @param p50 median in ms as a client sees it, with prepared statements, rows fetched
 * @param p95 95th percentile of the same, in the best of three rounds
 * @param withIndex median in ms on the server
 * @param withoutIndex the same where no index may be used
 * @param buffers mean of shared buffers touched
 */
public record PatternTiming(
        QueryPattern pattern,
        double p50,
        double p95,
        double withIndex,
        double withoutIndex,
        double buffers) {

    /** Executions with index whose percentiles are taken. */
    public static final int EXECUTIONS = 200;

    // The machine does other things too: the quietest of several rounds counts.
    private static final int ROUNDS = 3;

    private static final int EXPLAINED = 25;
    private static final int WITHOUT_INDEX = 5;

    /** How many times faster the index makes it. */
    public double factor() {
        return withoutIndex / withIndex;
    }

    /**
     * Measures one pattern.
     *
     * @param dataSource unpooled
     * @param parameters at least {@link #EXECUTIONS}
     */
    public static PatternTiming measure(
            DataSource dataSource,
            QueryPattern pattern,
            List<? extends Map<String, ? extends @Nullable Object>> parameters)
            throws SQLException {
        try (Explain explain = new Explain(dataSource)) {
            List<Plan> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            // The first of each kind only warms the cache.
            for (int i = 0; i <= EXPLAINED; i++) {
                with.add(explain.run(pattern, parameters.get(i)));
            }
            for (int i = 0; i <= WITHOUT_INDEX; i++) {
                without.add(explain.runWithoutIndexes(pattern, parameters.get(i)).millis());
            }
            with.removeFirst();
            without.removeFirst();
            List<Double> seen =
                    Stream.generate(() -> asClient(dataSource, pattern, parameters))
                            .limit(ROUNDS)
                            .min(Comparator.comparing(millis -> Percentile.of(95, millis)))
                            .orElseThrow();
            return new PatternTiming(
                    pattern,
                    Percentile.of(50, seen),
                    Percentile.of(95, seen),
                    Percentile.of(50, with.stream().map(Plan::millis).toList()),
                    Percentile.of(50, without),
                    with.stream().mapToLong(Plan::buffers).average().orElseThrow());
        }
    }

    private static List<Double> asClient(
            DataSource dataSource,
            QueryPattern pattern,
            List<? extends Map<String, ? extends @Nullable Object>> parameters) {
        try (Connection connection = dataSource.getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < EXECUTIONS; i++) {
                long started = System.nanoTime();
                jdbc.sql(pattern.sql()).params(parameters.get(i)).query().listOfRows();
                millis.add((System.nanoTime() - started) / 1e6);
            }
            return millis;
        } catch (SQLException e) {
            throw new IllegalStateException("timing " + pattern, e);
        }
    }
}
