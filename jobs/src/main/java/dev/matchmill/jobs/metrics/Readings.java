package dev.matchmill.jobs.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the measures said last. Each is read anew when it has become too old, however often somebody
 * asks: many who scrape cost the database no more than one. Thread-safe.
 */
public final class Readings {

    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final List<Measure> measures;
    private final Map<String, Reading> readings = new HashMap<>();

    private final Supplier<Map<String, Integer>> pool;

    public Readings(JdbcClient jdbc, Clock clock) {
        this(jdbc, clock, Map::of);
    }

    /**
     * Readings of a process that works.
     *
     * @param pool connections of its pool by their state, as they are now
     */
    public Readings(JdbcClient jdbc, Clock clock, Supplier<Map<String, Integer>> pool) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.pool = pool;
        this.measures =
                Stream.of(
                                ServerMeasures.ALL,
                                WorkMeasures.ALL,
                                PipelineMeasures.ALL,
                                ScheduleMeasures.ALL)
                        .flatMap(List::stream)
                        .toList();
    }

    private record Point(String label, double value) {}

    private record Reading(Instant at, List<Point> points, boolean isFailed) {}

    /** All figures; those that can't be read are left out and counted. */
    public synchronized MetricSnapshots read() {
        Instant now = clock.instant();
        List<GaugeSnapshot> gauges = new ArrayList<>();
        GaugeSnapshot.Builder ages =
                gauge("matchmill_reading_age_seconds", "How old the reading of each metric is.");
        int failed = 0;
        for (Measure measure : measures) {
            Reading reading = current(measure, now);
            failed += reading.isFailed() ? 1 : 0;
            if (!reading.points().isEmpty()) {
                gauges.add(snapshot(measure, reading));
            }
            if (!reading.isFailed()) {
                double age = (now.toEpochMilli() - reading.at().toEpochMilli()) / 1000.0;
                ages.dataPoint(point(Labels.of("metric", measure.name()), age));
            }
        }
        gauges.add(ages.build());
        GaugeSnapshot.Builder connections =
                gauge(
                        "matchmill_pool_connections",
                        "Connections of this process: active, idle, and threads waiting for one.");
        pool.get()
                .forEach((state, count) ->
                        connections.dataPoint(point(Labels.of("state", state), count)));
        gauges.add(connections.build());
        gauges.add(
                gauge("matchmill_readings_failed", "Metrics that could not be read.")
                        .dataPoint(point(Labels.EMPTY, failed))
                        .build());
        return MetricSnapshots.of(gauges.toArray(GaugeSnapshot[]::new));
    }

    /** Whether the database answers. */
    public boolean isHealthy() {
        try {
            return Objects.equals(jdbc.sql("SELECT 1").query(Integer.class).single(), 1);
        } catch (DataAccessException away) {
            return false;
        }
    }

    private Reading current(Measure measure, Instant now) {
        Reading last = readings.get(measure.name());
        if (last != null && now.isBefore(last.at().plus(measure.every()))) {
            return last;
        }
        Reading fresh = read(measure, now);
        readings.put(measure.name(), fresh);
        return fresh;
    }

    private Reading read(Measure measure, Instant now) {
        try {
            List<Point> points =
                    jdbc.sql(measure.sql())
                            .params(Map.of("now", now.atOffset(ZoneOffset.UTC)))
                            .query((row, _) -> {
                                String label = row.getString("label");
                                double value = row.getDouble("value");
                                return new Point(label, row.wasNull() ? Double.NaN : value);
                            })
                            .list();
            return new Reading(
                    now, points.stream().filter(p -> !Double.isNaN(p.value())).toList(), false);
        } catch (DataAccessException refused) {
            LOG.warn("{} cannot be read: {}", measure.name(), refused.getClass().getSimpleName());
            return new Reading(now, List.of(), true);
        }
    }

    private static GaugeSnapshot snapshot(Measure measure, Reading reading) {
        GaugeSnapshot.Builder gauge = gauge(measure.name(), measure.help());
        for (Point point : reading.points()) {
            Labels labels =
                    measure.label().isEmpty()
                            ? Labels.EMPTY
                            : Labels.of(measure.label(), point.label());
            gauge.dataPoint(point(labels, point.value()));
        }
        return gauge.build();
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }
}
