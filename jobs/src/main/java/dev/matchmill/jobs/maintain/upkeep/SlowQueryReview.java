package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranks the month's statements by the time they took, and tells how their mean moved. Those that
 * are slow on average, or became twice as slow, are findings with their plan.
 */
public final class SlowQueryReview implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J18",
                    "slowQueryReview",
                    JobFrequency.MONTHLY,
                    "Trend of slow statements over the month");

    /** The server logs statements from here on; so slow on average is worth a look. */
    private static final double SLOW_MEAN_MS = 100;

    /** Faster ones may double without anybody noticing. */
    private static final double NOTICED_MS = 10;

    private static final double GROWTH = 2;

    // Counters that fell were reset in between: then the last figure is all of the new period.
    private static final String RANKING =
            """
            WITH ends AS (
                SELECT query_id, (array_agg(query ORDER BY captured_at DESC))[1] AS query,
                       (array_agg(calls ORDER BY captured_at))[1] AS first_calls,
                       (array_agg(calls ORDER BY captured_at DESC))[1] AS last_calls,
                       (array_agg(total_ms ORDER BY captured_at))[1] AS first_ms,
                       (array_agg(total_ms ORDER BY captured_at DESC))[1] AS last_ms,
                       (array_agg(mean_ms ORDER BY captured_at))[1] AS first_mean_ms,
                       (array_agg(max_ms ORDER BY captured_at DESC))[1] AS max_ms,
                       count(*) AS looks
                FROM ops.query_snapshots
                WHERE captured_at > :now - interval '31 days'
                  AND captured_at <= :now
                GROUP BY query_id),
            moved AS (
                SELECT query_id, query, first_mean_ms, max_ms,
                       CASE WHEN looks > 1 AND last_calls >= first_calls
                            THEN last_calls - first_calls ELSE last_calls END AS calls,
                       CASE WHEN looks > 1 AND last_calls >= first_calls
                            THEN last_ms - first_ms ELSE last_ms END AS total_ms
                FROM ends)
            SELECT query_id, query, calls, total_ms, total_ms / calls AS mean_ms, first_mean_ms,
                   max_ms
            FROM moved
            WHERE calls > 0
            ORDER BY total_ms DESC, query_id
            LIMIT 20
            """;

    private final RecurringParts parts;

    public SlowQueryReview(RecurringParts parts) {
        this.parts = parts;
    }

    private record Ranked(
            long queryId,
            String query,
            long calls,
            double totalMs,
            double meanMs,
            double firstMeanMs,
            double maxMs) {

        double trend() {
            return firstMeanMs > 0 ? meanMs / firstMeanMs : 1;
        }

        boolean isWorthALook() {
            return meanMs >= SLOW_MEAN_MS || (meanMs >= NOTICED_MS && trend() >= GROWTH);
        }
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.SLOW_QUERY_TREND);
    }

    @Override
    public void run(Visit visit) throws SQLException {
        List<Ranked> ranking = ranking(visit);
        visit.note("ranking", ranking.stream().map(SlowQueryReview::entry).toList());
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            for (int rank = 1; rank <= ranking.size(); rank++) {
                Ranked one = ranking.get(rank - 1);
                if (one.isWorthALook()) {
                    visit.find(finding(one, rank, GenericPlan.of(owner.jdbc(), one.query())));
                }
            }
        }
    }

    @Override
    public void plan(Visit visit) {
        visit.note("statements", ranking(visit).size());
    }

    private List<Ranked> ranking(Visit visit) {
        return parts.jdbc().sql(RANKING).param("now", visit.now()).query(Ranked.class).list();
    }

    private static Map<String, Object> entry(Ranked one) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("query_id", one.queryId());
        entry.put("calls", one.calls());
        entry.put("total_ms", one.totalMs());
        entry.put("mean_ms", one.meanMs());
        entry.put("max_ms", one.maxMs());
        entry.put("trend", one.trend());
        return entry;
    }

    private static Finding finding(Ranked one, int rank, List<String> plan) {
        Map<String, Object> detail = entry(one);
        detail.put("rank", rank);
        detail.put("query", one.query());
        detail.put("plan", plan);
        String cure =
                one.trend() >= GROWTH
                        ? "It became slower over the month: its table grew, or its plan changed."
                                + " Compare the plan with the indexes there are."
                        : "It is slow on average: give it an index for its conditions, or ask for"
                                + " fewer rows.";
        return Finding.warning(
                        FindingKind.SLOW_QUERY_TREND,
                        "query " + one.queryId(),
                        one.meanMs(),
                        SLOW_MEAN_MS,
                        cure)
                .with(detail);
    }
}
