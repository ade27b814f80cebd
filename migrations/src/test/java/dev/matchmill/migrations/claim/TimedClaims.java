package dev.matchmill.migrations.claim;

import dev.matchmill.migrations.pattern.PatternTiming;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The claims of timed-claims.txt: how much an index gains, or how long a pattern may take. */
public final class TimedClaims {

    private TimedClaims() {}

    /** A finding for each line; the worst pattern of a line decides. */
    public static List<Finding> judge(Map<String, PatternTiming> timings) {
        List<Finding> findings = new ArrayList<>();
        lines().forEach(line -> findings.add(judge(line.split(" \\| ", -1), timings)));
        return findings;
    }

    private static Finding judge(String[] parts, Map<String, PatternTiming> timings) {
        boolean holds = true;
        List<String> figures = new ArrayList<>();
        for (String id : parts[2].split(" ", -1)) {
            PatternTiming timing = Objects.requireNonNull(timings.get(id), id);
            String bound = parts[3];
            double threshold = Double.parseDouble(bound.substring(bound.lastIndexOf(' ') + 1));
            if (bound.startsWith("factor at least ")) {
                holds &= timing.factor() >= threshold;
                figures.add(String.format(Locale.ROOT, "%s %.0f times", id, timing.factor()));
            } else if (bound.startsWith("p95 at most ")) {
                holds &= timing.p95() <= threshold;
                figures.add(String.format(Locale.ROOT, "%s p95 %.1f ms", id, timing.p95()));
            } else {
                throw new IllegalStateException("no bound: " + bound);
            }
        }
        return new Finding(parts[0], parts[1], String.join(", ", figures), Verdict.of(holds));
    }

    private static List<String> lines() {
        try (InputStream in =
                Objects.requireNonNull(TimedClaims.class.getResourceAsStream("timed-claims.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
