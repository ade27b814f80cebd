package dev.matchmill.jobs.retain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Why one record of a person is kept or ended. Holds no personal data but numbers of rows.
 *
 * @param row key in its table
 * @param policy the rule that decided; null: none does
 * @param kind what that rule sets
 * @param started the day on which its clock started
 * @param due the day from which the record is to be ended
 * @param holds numbers of the holds that cover it
 * @param blocker what else keeps it, a phrase; empty: nothing
 * @param outcome what will happen, a sentence
 */
public record Explanation(
        String table,
        long row,
        @JsonProperty("class") String retentionClass,
        String action,
        @Nullable Long organization,
        @Nullable String country,
        @Nullable String region,
        @Nullable Long policy,
        @Nullable String kind,
        @Nullable String anchor,
        @Nullable String period,
        @Nullable String basis,
        @Nullable String source,
        @Nullable LocalDate started,
        @Nullable LocalDate due,
        List<Long> holds,
        String blocker,
        String outcome) {

    // A hold on anything that the person's records hang on.
    private static final String HOLDS =
            """
            SELECT DISTINCT s.hold_id
            FROM compliance.legal_hold_subjects s
            JOIN compliance.legal_holds h ON h.id = s.hold_id AND h.released_at IS NULL
            WHERE (s.subject_type = 'candidate' AND s.subject_id = :candidate)
               OR (s.subject_type = 'application' AND s.subject_id IN (
                       SELECT id FROM applications WHERE candidate_id = :candidate
                       UNION ALL
                       SELECT application_id FROM archive.applications
                       WHERE candidate_id = :candidate))
               OR (s.subject_type = 'job' AND s.subject_id IN (
                       SELECT job_id FROM applications WHERE candidate_id = :candidate
                       UNION ALL
                       SELECT job_id FROM archive.applications WHERE candidate_id = :candidate))
               OR (s.subject_type = 'organization' AND s.subject_id IN (
                       SELECT organization_id FROM applications WHERE candidate_id = :candidate
                       UNION ALL
                       SELECT organization_id FROM archive.applications
                       WHERE candidate_id = :candidate))
            ORDER BY s.hold_id
            """;

    /** Explains every record of a person, those that are due first. */
    public static List<Explanation> of(JdbcClient jdbc, long candidate, Instant now) {
        RetentionScan scan = new RetentionScan(jdbc, new PolicyRows(jdbc).read().rules(), now);
        List<Long> holds = jdbc.sql(HOLDS).param("candidate", candidate).query(Long.class).list();
        List<Explanation> all = new ArrayList<>();
        for (RetainedTable table : RetainedTables.all()) {
            if (!table.candidate().startsWith("NULL")) {
                scan.ofCandidate(table, candidate).forEach(it -> all.add(of(it, holds)));
            }
        }
        all.sort(
                Comparator.comparing(
                                Explanation::due, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Explanation::table)
                        .thenComparingLong(Explanation::row)
                        .thenComparing(Explanation::action));
        return all;
    }

    static Explanation of(Judgement judged, List<Long> holds) {
        RetainedRow row = judged.row();
        RetentionPolicy policy = judged.decision().map(Decision::policy).orElse(null);
        return new Explanation(
                judged.table().name(),
                row.id(),
                judged.table().retentionClass().label(),
                judged.table().action().label(),
                row.place().organization(),
                row.place().country(),
                row.place().region(),
                policy == null ? null : policy.id(),
                policy == null ? null : policy.kind().label(),
                policy == null ? null : policy.anchor().label(),
                policy == null ? null : policy.period().toString(),
                policy == null ? null : policy.basis(),
                policy == null ? null : policy.source(),
                judged.decision().map(Decision::start).orElse(null),
                judged.decision().map(Decision::due).orElse(null),
                row.isHeld() ? holds : List.of(),
                row.blocker(),
                outcome(judged));
    }

    private static String outcome(Judgement judged) {
        RetainedTable table = judged.table();
        String end = table.action().label() + " by " + table.doer();
        String day = judged.decision().map(it -> it.due().toString()).orElse("");
        String clash =
                judged.decision()
                        .flatMap(Decision::clashing)
                        .map(it -> ", since rule " + it.id() + " ends before it")
                        .orElse("");
        return switch (judged.course()) {
            case UNRULED -> "stays: no rule, or its clock has not started";
            case KEPT -> "stays until " + day + ", then " + end;
            case DUE -> "due: " + end;
            case HELD -> "due, and stays under a legal hold";
            case BLOCKED -> "due, and stays: " + judged.row().blocker();
            case TO_RESTRICT -> "will be restricted until " + day + clash;
            case RESTRICTED -> "restricted until " + day + clash;
            case TO_RELEASE -> "restricted, and will be released";
        };
    }
}
