package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.maintain.MaintainSettings;
import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps the day's most expensive statements and finds those that took long since the last look.
 * Only statements that the server keeps without their literals; the texts of other roles need
 * {@code pg_read_all_stats}.
 */
public final class SlowQueryReport implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J06",
                    "slowQueryReport",
                    JobFrequency.DAILY,
                    "Statements slower than one second");

    /** Statements kept a day, beside the slow ones. */
    private static final int KEPT = 100;

    /** Longest text kept; a longer one says no more to a reader. */
    private static final int TEXT = 4_000;

    private static final String STATEMENTS =
            """
            SELECT queryid AS query_id, left(min(query), :text) AS query, sum(calls) AS calls,
                   sum(total_exec_time) AS total_ms,
                   sum(total_exec_time) / greatest(sum(calls), 1) AS mean_ms,
                   max(max_exec_time) AS max_ms, sum(rows) AS rows,
                   sum(shared_blks_hit) AS shared_blks_hit,
                   sum(shared_blks_read) AS shared_blks_read
            FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND queryid IS NOT NULL
              AND query ~* '^\\s*(select|insert|update|delete|merge|with)\\M'
            GROUP BY queryid
            ORDER BY total_ms DESC
            """;

    private static final String HIDDEN =
            """
            SELECT count(*)
            FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND queryid IS NULL
            """;

    private static final String BEFORE =
            """
            SELECT query_id, query, calls, total_ms, mean_ms, max_ms, rows, shared_blks_hit,
                   shared_blks_read
            FROM ops.query_snapshots
            WHERE captured_at = (SELECT max(captured_at) FROM ops.query_snapshots
                                 WHERE captured_at < :now AND query_id = :query)
              AND query_id = :query
            """;

    private static final String INSERT =
            """
            INSERT INTO ops.query_snapshots
                (captured_at, query_id, query, calls, total_ms, mean_ms, max_ms, rows,
                 shared_blks_hit, shared_blks_read)
            VALUES (:now, :queryId, :query, :calls, :totalMs, :meanMs, :maxMs, :rows,
                    :sharedBlksHit, :sharedBlksRead)
            ON CONFLICT (captured_at, query_id) DO NOTHING
            """;

    private final RecurringParts parts;
    private final MaintainSettings settings;

    public SlowQueryReport(RecurringParts parts, MaintainSettings settings) {
        this.settings = settings;
        this.parts = parts;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.SLOW_QUERY);
    }

    @Override
    public void run(Visit visit) throws SQLException {
        List<QueryFigures> statements;
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            statements =
                    owner.jdbc()
                            .sql(STATEMENTS)
                            .param("text", TEXT)
                            .query(QueryFigures.class)
                            .list();
            visit.note(
                    "statements of other roles without text",
                    owner.jdbc().sql(HIDDEN).query(Long.class).single());
        }
        double limit = settings.slowStatement().toMillis();
        List<QueryFigures> slow =
                statements.stream()
                        .filter(one -> one.maxMs() > limit)
                        .filter(one -> one.wasSlowSince(before(one, visit), limit))
                        .toList();
        slow.forEach(one -> visit.find(finding(one, limit)));
        List<QueryFigures> kept =
                Stream.concat(statements.stream().limit(KEPT), slow.stream()).distinct().toList();
        parts.writes().inNew(() -> kept.forEach(one -> keep(one, visit)));
        visit.note("statements", kept.size());
        visit.note("slow", slow.size());
    }

    @Override
    public void plan(Visit visit) {
        visit.note("reports", 1);
    }

    private Optional<QueryFigures> before(QueryFigures one, Visit visit) {
        return parts.jdbc()
                .sql(BEFORE)
                .param("now", visit.now())
                .param("query", one.queryId())
                .query(QueryFigures.class)
                .optional();
    }

    private void keep(QueryFigures one, Visit visit) {
        parts.jdbc().sql(INSERT).params(one.toMap()).param("now", visit.now()).update();
    }

    private static Finding finding(QueryFigures one, double limit) {
        return Finding.warning(
                        FindingKind.SLOW_QUERY,
                        "query " + one.queryId(),
                        one.maxMs(),
                        limit,
                        "EXPLAIN (ANALYZE, BUFFERS) it with typical values: missing index, stale"
                                + " statistics, or too many rows asked for.")
                .with(Map.of("query", one.query(), "calls", one.calls(), "mean_ms", one.meanMs()));
    }
}
