package dev.matchmill.jobs.metrics;

import java.time.Duration;
import java.util.List;

/** Figures of the way from a document to a match: outcomes, durations, queues, age, quality. */
final class PipelineMeasures {

    private static final Duration MINUTE = ServerMeasures.MINUTE;
    private static final Duration FIVE_MINUTES = ServerMeasures.FIVE_MINUTES;
    private static final Duration HOUR = ServerMeasures.HOUR;

    static final List<Measure> ALL =
            List.of(
                    new Measure(
                            "matchmill_items_turned_away",
                            "Documents that are rejected or deferred, by reason.",
                            "reason",
                            FIVE_MINUTES,
                            """
                            SELECT reason::text AS label, count(*) AS value
                            FROM pipeline.source_records
                            WHERE state IN ('rejected', 'deferred')
                            GROUP BY 1
                            """),
                    new Measure(
                            "matchmill_items_last_day",
                            "Items that runs of the last 24 hours ended with, by outcome.",
                            "outcome",
                            MINUTE,
                            """
                            SELECT o.label, coalesce(sum(o.items), 0) AS value
                            FROM pipeline.runs r
                            CROSS JOIN LATERAL (VALUES
                                ('stored', r.stored_count), ('unchanged', r.unchanged_count),
                                ('duplicate', r.duplicate_count),
                                ('suppressed', r.suppressed_count),
                                ('rejected', r.rejected_count),
                                ('deferred', r.deferred_count),
                                ('embedded', r.embedded_count),
                                ('matched', r.matched_postings_count)) AS o (label, items)
                            WHERE r.started_at > CAST(:now AS timestamptz) - interval '1 day'
                            GROUP BY 1
                            """),
                    new Measure(
                            "matchmill_runs_last_day",
                            "Runs of the last 24 hours by their exit code; none: still running.",
                            "exit_code",
                            MINUTE,
                            """
                            SELECT coalesce(exit_code::text, 'none') AS label, count(*) AS value
                            FROM pipeline.runs
                            WHERE started_at > CAST(:now AS timestamptz) - interval '1 day'
                            GROUP BY 1
                            """),
                    new Measure(
                            "matchmill_stage_seconds",
                            "Time that each stage took in the last 24 hours.",
                            "stage",
                            FIVE_MINUTES,
                            """
                            SELECT s.step_name AS label,
                                   sum(extract(epoch FROM s.end_time - s.start_time))::float8
                                       AS value
                            FROM batch.batch_job_execution j
                            JOIN batch.batch_step_execution s USING (job_execution_id)
                            WHERE j.create_time
                                  > CAST(CAST(:now AS timestamptz) AS timestamp) - interval '1 day'
                              AND s.end_time IS NOT NULL
                            GROUP BY 1
                            """),
                    new Measure(
                            "matchmill_queue_items",
                            "What waits: documents to read, changes to match.",
                            "queue",
                            MINUTE,
                            """
                            SELECT 'documents' AS label, count(*) AS value
                            FROM pipeline.source_records WHERE state = 'pending'
                            UNION ALL
                            SELECT 'matches', count(*)
                            FROM pipeline.match_invalidations
                            WHERE claimed_by_generation_id IS NULL
                            """),
                    new Measure(
                            "matchmill_queue_age_seconds",
                            "How long the oldest has been waiting; absent when nothing waits.",
                            "queue",
                            MINUTE,
                            """
                            SELECT 'documents' AS label,
                                   extract(epoch FROM :now - min(changed_at))::float8 AS value
                            FROM pipeline.source_records WHERE state = 'pending'
                            UNION ALL
                            SELECT 'matches', extract(epoch FROM :now - min(created_at))::float8
                            FROM pipeline.match_invalidations
                            WHERE claimed_by_generation_id IS NULL
                            """),
                    new Measure(
                            "matchmill_match_age_seconds",
                            "Age of the matches of open postings: newest and oldest.",
                            "which",
                            MINUTE,
                            """
                            SELECT w.label, extract(epoch FROM :now - w.at)::float8 AS value
                            FROM (SELECT min(s.refreshed_at) AS oldest,
                                         max(s.refreshed_at) AS newest
                                  FROM pipeline.match_job_states s
                                  JOIN jobs j ON j.id = s.job_id
                                             AND j.status = 'open' AND j.deleted_at IS NULL) a
                            CROSS JOIN LATERAL (VALUES ('oldest', a.oldest),
                                                       ('newest', a.newest)) AS w (label, at)
                            """),
                    new Measure(
                            "matchmill_match_quality",
                            "Quality of the newest measured matches by people's judgements, over"
                                    + " all organizations; absent without judgements.",
                            "measure",
                            FIVE_MINUTES,
                            """
                            SELECT m.label, m.value::float8 AS value
                            FROM (SELECT * FROM pipeline.match_quality
                                  WHERE organization_id IS NULL
                                  ORDER BY generation_id DESC LIMIT 1) q
                            CROSS JOIN LATERAL (VALUES
                                ('recall_at_50', q.recall_at_50), ('ndcg_at_10', q.ndcg_at_10),
                                ('average_precision', q.average_precision)) AS m (label, value)
                            """),
                    new Measure(
                            "matchmill_embedding_tokens",
                            "Tokens of the stored embeddings of candidates and postings.",
                            "entity",
                            HOUR,
                            """
                            SELECT entity_type::text AS label, coalesce(sum(token_count), 0) AS value
                            FROM embeddings
                            GROUP BY 1
                            """),
                    new Measure(
                            "matchmill_claims",
                            "Documents that runs have claimed: in work, or whose lease ran out and"
                                    + " which another run takes over.",
                            "state",
                            MINUTE,
                            """
                            SELECT s.label, count(r.id) AS value
                            FROM (VALUES ('held'), ('expired')) AS s (label)
                            LEFT JOIN pipeline.source_records r
                                   ON r.state = 'pending' AND r.lease_expires_at IS NOT NULL
                                  AND (r.lease_expires_at > :now) = (s.label = 'held')
                            GROUP BY 1
                            """));

    private PipelineMeasures() {}
}
