package dev.matchmill.jobs.report;

import dev.matchmill.jobs.run.Books;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One finished run.
 *
 * @param counters what the stages counted, by name
 * @param sources books of each source; empty in a list of runs
 */
record FinishedRun(
        long id,
        String command,
        String status,
        Instant startedAt,
        Instant finishedAt,
        @Nullable Integer exitCode,
        Books books,
        Map<String, Object> counters,
        @Nullable String error,
        List<SourceBooks> sources) {

    private static final List<String> COUNTERS =
            List.of(
                    "imported_postings",
                    "embedded_postings",
                    "embedded_candidates",
                    "matched_postings",
                    "matches",
                    "compared_pairs",
                    "pairs_of_full_refresh",
                    "full_refresh",
                    "exact_searches",
                    "graph_searches",
                    "fallback_searches",
                    "graph_recall",
                    "reasons");

    /** Books of one source in the run. */
    record SourceBooks(String location, String status, Books books) {

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("location", location);
            map.put("status", status);
            map.putAll(books.toMap());
            return map;
        }
    }

    FinishedRun with(List<SourceBooks> read) {
        return new FinishedRun(
                id, command, status, startedAt, finishedAt, exitCode, books, counters, error, read);
    }

    /** The JSON contract of {@code runs show}. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("command", command);
        map.put("status", status);
        map.put("started_at", startedAt);
        map.put("finished_at", finishedAt);
        if (exitCode != null) {
            map.put("exit_code", exitCode);
        }
        map.putAll(books.toMap());
        for (String counter : COUNTERS) {
            if (counters.containsKey(counter)) {
                map.put(counter, counters.get(counter));
            }
        }
        if (error != null) {
            map.put("error", error);
        }
        map.put("sources", sources.stream().map(SourceBooks::toMap).toList());
        return map;
    }

    String took() {
        Duration took = Duration.between(startedAt, finishedAt);
        return took.toMinutes() > 0
                ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
