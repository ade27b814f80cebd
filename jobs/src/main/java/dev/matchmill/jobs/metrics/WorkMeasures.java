package dev.matchmill.jobs.metrics;

import java.util.List;

/** Figures of the program's work. */
final class WorkMeasures {

    // Jobs that never succeeded are overdue and have no age.
    static final List<Measure> ALL =
            List.of(
                    new Measure(
                            "matchmill_job_age_seconds",
                            "Time since the last success of each recurring job.",
                            "job_name",
                            ServerMeasures.MINUTE,
                            """
                            SELECT job_name AS label,
                                   extract(epoch FROM :now - last_succeeded_at)::float8 AS value
                            FROM ops.scheduled_jobs
                            WHERE is_enabled
                            """),
                    new Measure(
                            "matchmill_job_overdue",
                            "1 when a recurring job is enabled and has not succeeded in time.",
                            "job_name",
                            ServerMeasures.MINUTE,
                            """
                            SELECT job_name AS label,
                                   (coalesce(last_succeeded_at, '-infinity') < :now - max_age)::int
                                       AS value
                            FROM ops.scheduled_jobs
                            WHERE is_enabled
                            """),
                    new Measure(
                            "matchmill_findings_open",
                            "Open findings of the recurring jobs.",
                            "severity",
                            ServerMeasures.MINUTE,
                            """
                            SELECT s.severity::text AS label, count(f.id) AS value
                            FROM unnest(enum_range(NULL::finding_severity)) AS s (severity)
                            LEFT JOIN ops.maintenance_findings f
                                   ON f.severity = s.severity AND f.resolved_at IS NULL
                            GROUP BY 1
                            """),
                    new Measure(
                            "matchmill_rejections_open",
                            "Documents and lines that were turned away and wait for somebody.",
                            "reason",
                            ServerMeasures.MINUTE,
                            """
                            SELECT reason::text AS label, count(*) AS value
                            FROM pipeline.dead_letters
                            WHERE status IN ('open', 'replaying')
                            GROUP BY 1
                            """),
                    new Measure(
                            "matchmill_items",
                            "Documents of all sources by their state in the ledger.",
                            "state",
                            ServerMeasures.FIVE_MINUTES,
                            """
                            SELECT s.state::text AS label, coalesce(r.items, 0) AS value
                            FROM unnest(enum_range(NULL::ledger_state)) AS s (state)
                            LEFT JOIN (
                                SELECT state, count(*) AS items
                                FROM pipeline.source_records
                                GROUP BY state) r ON r.state = s.state
                            """),
                    new Measure(
                            "matchmill_match_searches",
                            "Postings that the last refresh searched, by how: all candidates"
                                    + " compared, through the vector index, or compared because"
                                    + " the index had missed too many.",
                            "engine",
                            ServerMeasures.FIVE_MINUTES,
                            """
                            SELECT e.label, e.value
                            FROM (
                                SELECT exact_search_count, graph_search_count,
                                       fallback_search_count
                                FROM pipeline.match_generations
                                WHERE status = 'active'
                                ORDER BY started_at DESC
                                LIMIT 1) g
                            CROSS JOIN LATERAL (
                                VALUES ('exact', g.exact_search_count),
                                       ('graph', g.graph_search_count),
                                       ('fallback', g.fallback_search_count)) e (label, value)
                            """),
                    new Measure(
                            "matchmill_match_graph_recall",
                            "Share of the nearest candidates that the vector index found in the"
                                    + " last refresh that measured it.",
                            "index",
                            ServerMeasures.FIVE_MINUTES,
                            """
                            SELECT 'hnsw' AS label, graph_recall AS value
                            FROM pipeline.match_generations
                            WHERE graph_recall IS NOT NULL
                              AND status IN ('active', 'retired')
                            ORDER BY started_at DESC
                            LIMIT 1
                            """),
                    new Measure(
                            "matchmill_backup_age_seconds",
                            "Time since the last backup of each kind; absent before the first.",
                            "kind",
                            ServerMeasures.FIVE_MINUTES,
                            """
                            SELECT kind::text AS label,
                                   extract(epoch FROM :now - max(finished_at))::float8 AS value
                            FROM ops.backup_runs
                            WHERE status = 'completed'
                            GROUP BY 1
                            """));

    private WorkMeasures() {}
}
