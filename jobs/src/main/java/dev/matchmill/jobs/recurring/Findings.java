package dev.matchmill.jobs.recurring;

import dev.matchmill.migrations.type.FindingKind;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code ops.maintenance_findings}: one open for each kind and object. */
record Findings(JdbcClient jdbc, JsonMapper json) {

    private static final String UPSERT =
            """
            INSERT INTO ops.maintenance_findings AS f
                (run_id, kind, severity, object_name, metric_value, threshold, detail,
                 recommendation, first_seen_at, last_seen_at)
            VALUES (:run, CAST(:kind AS finding_kind), CAST(:severity AS finding_severity),
                    :object, :metric, :threshold, CAST(:detail AS jsonb), :cure, :now, :now)
            ON CONFLICT (kind, object_name) WHERE resolved_at IS NULL DO UPDATE
            SET run_id = EXCLUDED.run_id, severity = EXCLUDED.severity,
                metric_value = EXCLUDED.metric_value, threshold = EXCLUDED.threshold,
                detail = EXCLUDED.detail, recommendation = EXCLUDED.recommendation,
                last_seen_at = greatest(f.last_seen_at, EXCLUDED.last_seen_at)
            """;

    private static final String RESOLVE =
            """
            UPDATE ops.maintenance_findings
            SET resolved_at = greatest(:now, last_seen_at)
            WHERE resolved_at IS NULL
              AND kind::text = ANY (CAST(:kinds AS text[]))
              AND run_id <> :run
            """;

    void upsert(long run, Collection<Finding> found, OffsetDateTime now) {
        for (Finding finding : found) {
            jdbc.sql(UPSERT)
                    .param("run", run)
                    .param("kind", finding.kind().label())
                    .param("severity", finding.severity().label())
                    .param("object", finding.object())
                    .param("metric", finite(finding.metric()))
                    .param("threshold", finite(finding.threshold()))
                    .param("detail", json.writeValueAsString(finding.detail()))
                    .param("cure", finding.cure())
                    .param("now", now)
                    .update();
        }
    }

    /** Resolves the open ones of these kinds that this run did not see. */
    void resolveOthers(long run, Set<FindingKind> judged, OffsetDateTime now) {
        List<String> kinds = judged.stream().map(FindingKind::label).sorted().toList();
        jdbc.sql(RESOLVE)
                .param("run", run)
                .param("kinds", kinds.toArray(String[]::new))
                .param("now", now)
                .update();
    }

    private static double finite(double figure) {
        return Double.isFinite(figure) ? figure : 0;
    }
}
