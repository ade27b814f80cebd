package dev.matchmill.jobs.maintain.page;

import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.maintain.page.MaintenanceReport.IndexUse;
import dev.matchmill.jobs.maintain.page.MaintenanceReport.JobState;
import dev.matchmill.jobs.maintain.page.MaintenanceReport.OpenFinding;
import dev.matchmill.jobs.maintain.page.MaintenanceReport.ServerFigures;
import dev.matchmill.jobs.maintain.page.MaintenanceReport.Statement;
import dev.matchmill.jobs.maintain.page.MaintenanceReport.TableSize;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the maintenance report. */
public record MaintenanceReports(JdbcClient jdbc, JsonMapper json) {

    private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

    private static final String DATABASE =
            "SELECT current_database() || ' ' || current_setting('server_version')";

    private static final String FINDINGS =
            """
            SELECT severity::text AS severity, kind::text AS kind, object_name,
                   coalesce(metric_value, 0)::float8 AS metric,
                   coalesce(threshold, 0)::float8 AS threshold, detail::text AS detail,
                   coalesce(recommendation, '') AS cure, first_seen_at, last_seen_at
            FROM ops.maintenance_findings
            WHERE resolved_at IS NULL
            ORDER BY ops.maintenance_findings.severity DESC, first_seen_at, kind, object_name
            """;

    // Ingestion and matching are runs of the pipeline, which keeps its own books.
    private static final String JOBS =
            """
            SELECT s.job_name AS job, s.frequency::text AS frequency, s.max_age::text AS max_age,
                   s.is_enabled,
                   extract(epoch FROM :now - l.succeeded_at)::float8 AS age_seconds,
                   s.is_enabled AND coalesce(l.succeeded_at, '-infinity') < :now - s.max_age
                       AS is_overdue,
                   r.status::text AS last_status,
                   extract(epoch FROM r.finished_at - r.started_at)::float8 AS took_seconds,
                   r.rows_affected AS rows,
                   CASE WHEN r.summary IS NOT NULL
                       THEN (SELECT coalesce(sum(value::bigint), 0)::bigint
                             FROM jsonb_each_text(r.summary -> 'held')) END AS held,
                   r.error_message AS error
            FROM ops.scheduled_jobs s
            LEFT JOIN LATERAL (
                SELECT m.status, m.started_at, m.finished_at, m.rows_affected,
                       m.summary::jsonb AS summary, m.error_message
                FROM ops.maintenance_runs m
                WHERE m.job_name = s.job_name
                ORDER BY m.started_at DESC, m.id DESC
                LIMIT 1) r ON true
            CROSS JOIN LATERAL (
                SELECT greatest(s.last_succeeded_at, max(p.finished_at)) AS succeeded_at
                FROM pipeline.runs p
                WHERE p.status IN ('completed', 'completed_with_errors')
                  AND p.command = ANY (CASE s.job_name
                      WHEN 'ingestion' THEN ARRAY['run', 'ingest']
                      WHEN 'matchRefreshIncremental' THEN ARRAY['run', 'match']
                      WHEN 'matchRefreshFull' THEN ARRAY['run', 'match'] END)
                  AND (s.job_name <> 'matchRefreshFull' OR p.report @> '{"full_refresh": true}')) l
            WHERE s.job_name IN (:jobs)
            ORDER BY s.frequency, s.job_name
            """;

    /** What {@code run} and its stages do of the schedule. */
    private static final List<String> OF_THE_PIPELINE =
            List.of("ingestion", "matchRefreshIncremental", "matchRefreshFull");

    private static final String TABLES =
            """
            SELECT format('%I.%I', tn.nspname, t.relname) AS "table",
                   sum(pg_total_relation_size(c.oid)) AS bytes,
                   sum(s.n_live_tup) AS rows,
                   sum(s.n_dead_tup)::float8
                       / greatest(sum(s.n_live_tup + s.n_dead_tup), 1) AS dead_share,
                   (SELECT sum(pg_total_relation_size(c.oid))::bigint
                           - (b.table_bytes + b.index_bytes + b.toast_bytes)
                    FROM ops.table_snapshots b
                    WHERE b.schema_name = tn.nspname
                      AND b.table_name = t.relname
                      AND b.captured_at <= :now - interval '6 days'
                    ORDER BY b.captured_at DESC
                    LIMIT 1) AS growth_bytes
            FROM pg_stat_user_tables s
            JOIN pg_class c ON c.oid = s.relid AND c.relkind IN ('r', 'm')
            JOIN pg_class t ON t.oid = coalesce(pg_partition_root(c.oid), c.oid)
            JOIN pg_namespace tn ON tn.oid = t.relnamespace
            GROUP BY tn.nspname, t.relname
            ORDER BY bytes DESC, "table"
            LIMIT 15
            """;

    private static final String INDEXES =
            """
            SELECT format('%I.%I', schemaname, indexrelname) AS index,
                   format('%I.%I', schemaname, relname) AS "table", idx_scan AS scans,
                   pg_relation_size(indexrelid) AS bytes
            FROM pg_stat_user_indexes
            """;

    private static final String MOST_READ =
            INDEXES + "WHERE idx_scan > 0 ORDER BY scans DESC, index LIMIT 10";

    private static final String LEAST_READ =
            INDEXES
                    + """
                    WHERE pg_relation_size(indexrelid) > 65536
                    ORDER BY scans, bytes DESC, index
                    LIMIT 10
                    """;

    private static final String STATEMENTS =
            """
            SELECT query, calls, total_ms, mean_ms, max_ms
            FROM ops.query_snapshots
            WHERE captured_at = (SELECT max(captured_at) FROM ops.query_snapshots)
            ORDER BY total_ms DESC, query_id
            LIMIT 10
            """;

    private static final String SERVER =
            """
            SELECT captured_at, database_bytes, connections, max_connections, table_hit_ratio,
                   index_hit_ratio, deadlocks
            FROM ops.database_snapshots
            WHERE captured_at > :now - interval '14 days'
            ORDER BY captured_at
            """;

    /**
     * What there is to say at that instant.
     *
     * @param known the jobs that this program runs; others of the schedule can't be late
     */
    public MaintenanceReport read(Instant at, MaintenanceJobs known) {
        List<String> jobs =
                Stream.concat(
                                known.all().stream().map(job -> job.duty().name()),
                                OF_THE_PIPELINE.stream())
                        .toList();
        OffsetDateTime now = at.atOffset(ZoneOffset.UTC);
        String[] database = jdbc.sql(DATABASE).query(String.class).single().split(" ", 2);
        return new MaintenanceReport(
                at,
                database[0],
                database[1],
                jdbc.sql(FINDINGS).query((row, _) -> finding(row)).list(),
                jdbc.sql(JOBS).param("now", now).param("jobs", jobs).query(JobState.class).list(),
                jdbc.sql(TABLES).param("now", now).query(TableSize.class).list(),
                jdbc.sql(MOST_READ).query(IndexUse.class).list(),
                jdbc.sql(LEAST_READ).query(IndexUse.class).list(),
                jdbc.sql(STATEMENTS).query(Statement.class).list(),
                server(now));
    }

    private List<ServerFigures> server(OffsetDateTime now) {
        return jdbc.sql(SERVER)
                .param("now", now)
                .query((row, _) ->
                        new ServerFigures(
                                instant(row, "captured_at"),
                                row.getLong("database_bytes"),
                                row.getInt("connections"),
                                row.getInt("max_connections"),
                                row.getObject("table_hit_ratio", Double.class),
                                row.getObject("index_hit_ratio", Double.class),
                                row.getLong("deadlocks")))
                .list();
    }

    private OpenFinding finding(ResultSet row) throws SQLException {
        return new OpenFinding(
                row.getString("severity"),
                row.getString("kind"),
                row.getString("object_name"),
                row.getDouble("metric"),
                row.getDouble("threshold"),
                json.readValue(row.getString("detail"), DETAIL),
                row.getString("cure"),
                instant(row, "first_seen_at"),
                instant(row, "last_seen_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
