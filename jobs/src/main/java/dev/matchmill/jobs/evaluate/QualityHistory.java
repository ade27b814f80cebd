package dev.matchmill.jobs.evaluate;

import dev.matchmill.jobs.report.TextTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The quality of refreshes as it was measured before they were shown, newest first. */
public record QualityHistory(JdbcClient jdbc) {

    private static final String HISTORY =
            """
            SELECT q.generation_id, q.measured_at, o.name AS organization, g.status,
                   q.postings_count, q.ndcg_at_10, q.baseline_ndcg_at_10, q.average_precision,
                   q.recall_at_50
            FROM pipeline.match_quality q
            JOIN pipeline.match_generations g ON g.id = q.generation_id
            LEFT JOIN organizations o ON o.id = q.organization_id
            ORDER BY q.generation_id DESC, q.organization_id NULLS FIRST
            LIMIT :limit
            """;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    /**
     * One measurement.
     *
     * @param organization null for all together
     * @param before nDCG@10 of what was shown until then; null when nothing was
     */
    public record Measured(
            long generation,
            Instant measuredAt,
            @Nullable String organization,
            String status,
            int postings,
            double ndcgAt10,
            @Nullable Double before,
            double meanAveragePrecision,
            double recallAt50) {}

    public List<Measured> read(int limit) {
        return jdbc.sql(HISTORY)
                .param("limit", limit)
                .query((row, _) ->
                        new Measured(
                                row.getLong("generation_id"),
                                row.getTimestamp("measured_at").toInstant(),
                                row.getString("organization"),
                                row.getString("status"),
                                row.getInt("postings_count"),
                                row.getDouble("ndcg_at_10"),
                                (Double) row.getObject("baseline_ndcg_at_10"),
                                row.getDouble("average_precision"),
                                row.getDouble("recall_at_50")))
                .list();
    }

    /** For people. */
    public static String render(List<Measured> history) {
        if (history.isEmpty()) {
            return "nothing was measured yet: matchmill evaluate import FILE, then match\n";
        }
        TextTable table =
                new TextTable(
                        "run",
                        "measured (UTC)",
                        "organization",
                        "then",
                        "postings",
                        "nDCG@10",
                        "before",
                        "MAP",
                        "recall@50");
        for (Measured one : history) {
            table.row(
                    one.generation(),
                    MINUTE.format(one.measuredAt()),
                    one.organization() == null ? "all" : one.organization(),
                    then(one.status()),
                    one.postings(),
                    figure(one.ndcgAt10()),
                    one.before() == null ? "" : figure(one.before()),
                    figure(one.meanAveragePrecision()),
                    figure(one.recallAt50()));
        }
        return table.render();
    }

    private static String then(String status) {
        return switch (status) {
            case "building" -> "in work";
            case "failed" -> "not shown";
            default -> "shown";
        };
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
