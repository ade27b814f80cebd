package dev.matchmill.jobs.duplicate;

import java.util.Optional;

/** What people decided about proposals, in the transaction in progress. */
public final class Decisions {

    private static final String MERGED =
            """
            INSERT INTO pipeline.duplicate_proposals AS p
                (first_candidate_id, second_candidate_id, state, score, evidence, decided_evidence,
                 merge_id, found_at, decided_at, decided_by_user_id)
            VALUES (:first, :second, 'merged', :score, CAST(:evidence AS jsonb),
                    jsonb_path_query_array(CAST(:evidence AS jsonb), '$[*].kind'), :merge, :now,
                    :now, :actor)
            ON CONFLICT (first_candidate_id, second_candidate_id) DO UPDATE
            SET state = 'merged',
                decided_evidence = jsonb_path_query_array(p.evidence, '$[*].kind'),
                merge_id = EXCLUDED.merge_id,
                decided_at = EXCLUDED.decided_at,
                decided_by_user_id = EXCLUDED.decided_by_user_id
            """;

    private static final String UNDONE =
            """
            UPDATE pipeline.duplicate_proposals
            SET state = 'undone', decided_at = :now, decided_by_user_id = :actor
            WHERE merge_id = :merge
              AND state = 'merged'
            """;

    private static final String DISMISSED =
            """
            UPDATE pipeline.duplicate_proposals p
            SET state = 'dismissed',
                decided_evidence = jsonb_path_query_array(p.evidence, '$[*].kind'),
                decided_at = :now,
                decided_by_user_id = :actor
            WHERE id = :id
              AND state = 'open'
            """;

    private static final String STATE =
            "SELECT CAST(state AS text) FROM pipeline.duplicate_proposals WHERE id = :id";

    private final DuplicateParts parts;
    private final DecisionContext context;

    public Decisions(DuplicateParts parts, DecisionContext context) {
        this.parts = parts;
        this.context = context;
    }

    /**
     * Says that these are two persons. They are not proposed again unless something else comes to
     * speak for it.
     *
     * @return why nothing changed; empty when it is dismissed
     */
    public Optional<String> dismiss(long proposal) {
        context.enter(parts.jdbc());
        int dismissed =
                parts.jdbc()
                        .sql(DISMISSED)
                        .param("id", proposal)
                        .param("now", context.now())
                        .param("actor", context.actor())
                        .update();
        if (dismissed == 1) {
            return Optional.empty();
        }
        return Optional.of(
                parts.jdbc()
                        .sql(STATE)
                        .param("id", proposal)
                        .query(String.class)
                        .optional()
                        .map(state -> "Proposal " + proposal + " is not open but " + state + ".")
                        .orElse("There is no proposal " + proposal + "."));
    }

    void merged(Pair pair, Comparison comparison, long merge) {
        parts.jdbc()
                .sql(MERGED)
                .param("first", pair.first())
                .param("second", pair.second())
                .param("score", comparison.score())
                .param(
                        "evidence",
                        new ProposalStore(parts.jdbc(), parts.clock(), parts.json())
                                .written(comparison.evidence()))
                .param("merge", merge)
                .param("now", context.now())
                .param("actor", context.actor())
                .update();
    }

    void undone(long merge) {
        parts.jdbc()
                .sql(UNDONE)
                .param("merge", merge)
                .param("now", context.now())
                .param("actor", context.actor())
                .update();
    }
}
