package dev.matchmill.jobs.duplicate;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Parts two candidates again, in the transaction in progress: what moved goes back, what was
 * changed is as before unless somebody changed it since, what was added goes. What came after the
 * merge stays with the survivor.
 */
public final class UndoMerge {

    private static final String LOCK =
            """
            SELECT survivor_id, merged_id, undone_at IS NOT NULL AS is_undone
            FROM pipeline.candidate_merges
            WHERE id = :merge
            FOR UPDATE
            """;

    private static final String LOCK_CANDIDATES =
            """
            SELECT anonymized_at IS NOT NULL OR deleted_at IS NOT NULL AS is_gone
            FROM candidates
            WHERE id IN (:survivor, :merged)
            ORDER BY id
            FOR UPDATE
            """;

    private static final String LATER =
            """
            SELECT id
            FROM pipeline.candidate_merges
            WHERE id > :merge
              AND undone_at IS NULL
              AND (survivor_id IN (:survivor, :merged) OR merged_id IN (:survivor, :merged))
            ORDER BY id DESC
            LIMIT 1
            """;

    private static final String HELD =
            """
            SELECT subject_id
            FROM compliance.open_hold_subjects
            WHERE subject_type = 'candidate'
              AND subject_id IN (:survivor, :merged)
            ORDER BY subject_id
            LIMIT 1
            """;

    private static final String STEPS =
            """
            SELECT step_no, table_name, CAST(kind AS text) AS kind,
                   ARRAY(SELECT jsonb_object_keys(min(CAST(row_key AS text))::jsonb)) AS keys,
                   ARRAY(SELECT DISTINCT k
                         FROM pipeline.candidate_merge_changes x
                         CROSS JOIN jsonb_object_keys(x.before_values) AS k
                         WHERE x.merge_id = :merge AND x.step_no = c.step_no AND x.kind = c.kind
                         ORDER BY k) AS columns
            FROM pipeline.candidate_merge_changes c
            WHERE merge_id = :merge
              AND kind <> 'kept'
            GROUP BY step_no, table_name, c.kind
            ORDER BY step_no DESC
            """;

    // Documents that went back may have been read anew meanwhile.
    private static final String FOLLOW_DOCUMENTS =
            """
            UPDATE pipeline.parsed_resumes p
            SET candidate_id = :merged
            FROM pipeline.document_texts t
            JOIN files f ON f.id = t.file_id
            WHERE t.id = p.document_text_id
              AND f.candidate_id = :merged
              AND p.candidate_id = :survivor
            """;

    private static final String END =
            """
            UPDATE pipeline.candidate_merges
            SET undone_at = :now, undone_by_user_id = :actor
            WHERE id = :merge
            """;

    private static final String FORGET =
            "DELETE FROM pipeline.candidate_merge_changes WHERE merge_id = :merge";

    private final DuplicateParts parts;
    private final DecisionContext context;

    public UndoMerge(DuplicateParts parts, DecisionContext context) {
        this.parts = parts;
        this.context = context;
    }

    /** How it ended. */
    public sealed interface End {

        /**
         * They are two again.
         *
         * @param rows rows that were moved back, restored or removed
         */
        record Undone(long survivor, long merged, long rows) implements End {}

        /** Nothing changed. */
        record Refused(String why) implements End {}
    }

    private record Merge(long survivor, long merged, boolean isUndone) {}

    /** Undoes it, or says why not. */
    public End undo(long merge) {
        JdbcClient jdbc = parts.jdbc();
        context.enter(jdbc);
        Optional<Merge> found =
                jdbc.sql(LOCK)
                        .param("merge", merge)
                        .query((row, _) ->
                                new Merge(
                                        row.getLong("survivor_id"),
                                        row.getLong("merged_id"),
                                        row.getBoolean("is_undone")))
                        .optional();
        if (found.isEmpty()) {
            return new End.Refused("There is no merge " + merge + ".");
        }
        Merge both = found.get();
        Optional<String> obstacle = obstacle(merge, both);
        if (obstacle.isPresent()) {
            return new End.Refused(obstacle.get());
        }
        long rows = 0;
        for (UndoneStep step : steps(merge)) {
            rows += sql(step.sql(), merge, both).update();
        }
        rows += sql(FOLLOW_DOCUMENTS, merge, both).update();
        sql(FORGET, merge, both).update();
        sql(END, merge, both).param("now", context.now()).param("actor", context.actor()).update();
        new Decisions(parts, context).undone(merge);
        return new End.Undone(both.survivor(), both.merged(), rows);
    }

    private Optional<String> obstacle(long merge, Merge both) {
        if (both.isUndone()) {
            return Optional.of("Merge " + merge + " was undone before.");
        }
        List<Boolean> gone = sql(LOCK_CANDIDATES, merge, both).query(Boolean.class).list();
        if (gone.size() < 2 || gone.contains(true)) {
            return Optional.of(
                    "Merge "
                            + merge
                            + " cannot be undone: the person was erased or deleted since, and with"
                            + " them what would be needed.");
        }
        Optional<Long> later = sql(LATER, merge, both).query(Long.class).optional();
        if (later.isPresent()) {
            return Optional.of(
                    "Merge "
                            + merge
                            + " cannot be undone before merge "
                            + later.get()
                            + ", which came after it: undo that one first.");
        }
        return sql(HELD, merge, both)
                .query(Long.class)
                .optional()
                .map(held ->
                        "Merge "
                                + merge
                                + " cannot be undone while candidate "
                                + held
                                + " is under a legal hold: what it covers must stay together.");
    }

    private List<UndoneStep> steps(long merge) {
        return parts.jdbc()
                .sql(STEPS)
                .param("merge", merge)
                .query((row, _) ->
                        new UndoneStep(
                                row.getInt("step_no"),
                                row.getString("table_name"),
                                row.getString("kind"),
                                List.of((String[]) row.getArray("keys").getArray()),
                                List.of((String[]) row.getArray("columns").getArray())))
                .list();
    }

    private JdbcClient.StatementSpec sql(String sql, long merge, Merge both) {
        return parts.jdbc()
                .sql(sql)
                .param("merge", merge)
                .param("survivor", both.survivor())
                .param("merged", both.merged());
    }
}
