package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.claim.Finding;
import dev.matchmill.migrations.pattern.DataSet;
import dev.matchmill.migrations.pattern.PatternParameters;
import dev.matchmill.migrations.pattern.PatternTiming;
import dev.matchmill.migrations.pattern.QueryPattern;
import dev.matchmill.migrations.pattern.SyntheticRows;
import dev.matchmill.migrations.pattern.SyntheticVectors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The query patterns and the claims about them, on generated rows. */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Loads generated rows, runs every query pattern with and without indexes, and judges"
                    + " the claims about the database.",
            "Set L needs about 10 GB of disk and half an hour."
        })
final class DatabaseBenchmark implements Callable<Integer> {

    @Option(
            names = "--set",
            paramLabel = "SET",
            description = "rows: XS, S, M or L (default ${DEFAULT-VALUE})")
    private DataSet set = DataSet.M;

    @Option(
            names = "--vectors",
            paramLabel = "N",
            description = "embeddings of 1,024 dimensions (default ${DEFAULT-VALUE})")
    private int vectors = 10_000;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "length of the mixed load (default ${DEFAULT-VALUE})")
    private double minutes = 0.5;

    @Mixin private final ResultOutput output = new ResultOutput();

    @Override
    public Integer call() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            SyntheticRows.load(database.dataSource(), set, output::say);
            output.say(vectors + " vectors and their graph");
            SyntheticVectors.load(database.address().unpooled(), vectors, set);
            Map<String, PatternTiming> timings = timings(database);
            DatabaseClaims claims = new DatabaseClaims(database, set, vectors, output::say);
            Duration load = Duration.ofMillis(Math.round(minutes * 60_000));
            output.print(List.of(table(timings), table(claims.judge(timings, load))));
        }
        return ExitCode.OK.code();
    }

    private Map<String, PatternTiming> timings(TestDatabase database) throws SQLException {
        var parameters = PatternParameters.of(database.dataSource(), set, PatternTiming.EXECUTIONS);
        Map<String, PatternTiming> timings = new LinkedHashMap<>();
        for (QueryPattern pattern : QueryPattern.all()) {
            output.say(pattern.toString());
            timings.put(
                    pattern.id(),
                    PatternTiming.measure(database.address().unpooled(), pattern, parameters));
        }
        return timings;
    }

    private static ResultTable table(Map<String, PatternTiming> timings) {
        List<List<Object>> rows = new ArrayList<>();
        for (PatternTiming timing : timings.values()) {
            rows.add(
                    List.of(
                            timing.pattern().id(),
                            timing.pattern().what(),
                            millis(timing.p50()),
                            millis(timing.p95()),
                            timing.pattern().limitMillis(),
                            millis(timing.withIndex()),
                            millis(timing.withoutIndex()),
                            String.format(Locale.ROOT, "%.0f", timing.factor()),
                            String.format(Locale.ROOT, "%.0f", timing.buffers())));
        }
        List<String> columns =
                List.of(
                        "id",
                        "pattern",
                        "p50 ms",
                        "p95 ms",
                        "limit ms",
                        "server ms",
                        "without index ms",
                        "factor",
                        "buffers");
        return new ResultTable("patterns", columns, rows);
    }

    private static ResultTable table(List<Finding> findings) {
        List<List<Object>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            rows.add(
                    List.of(
                            finding.id(),
                            finding.claim(),
                            finding.measured(),
                            finding.verdict().toString()));
        }
        return new ResultTable("claims", List.of("claim", "says", "measured", "verdict"), rows);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
