package dev.matchmill.jobs.duplicate;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes proposals. What somebody decided stays decided until other evidence comes. */
record ProposalStore(JdbcClient jdbc, Clock clock, JsonMapper json) {

    // Ordered by pair: two searches at once wait for each other instead of deadlocking.
    private static final String PROPOSE =
            """
            INSERT INTO pipeline.duplicate_proposals AS p
                (first_candidate_id, second_candidate_id, score, evidence, found_at)
            SELECT n.first_id, n.second_id, n.score, CAST(n.evidence AS jsonb), :now
            FROM unnest(CAST(:firsts AS bigint[]), CAST(:seconds AS bigint[]),
                        CAST(:scores AS double precision[]), CAST(:evidence AS text[]))
                 AS n(first_id, second_id, score, evidence)
            ORDER BY n.first_id, n.second_id
            ON CONFLICT (first_candidate_id, second_candidate_id) DO UPDATE
            SET score = EXCLUDED.score,
                evidence = EXCLUDED.evidence,
                state = 'open',
                found_at = CASE WHEN p.state = 'open' THEN p.found_at ELSE EXCLUDED.found_at END,
                decided_at = NULL,
                decided_by_user_id = NULL,
                merge_id = NULL
            WHERE p.state = 'open'
                  AND (p.score, p.evidence) IS DISTINCT FROM (EXCLUDED.score, EXCLUDED.evidence)
               OR p.state IN ('dismissed', 'undone')
                  AND EXISTS (
                      SELECT 1
                      FROM jsonb_array_elements(EXCLUDED.evidence) AS e(item)
                      WHERE CAST(e.item ->> 'weight' AS double precision) > 0
                        AND NOT jsonb_exists(p.decided_evidence, e.item ->> 'kind'))
            RETURNING found_at = :now AS is_new
            """;

    // What nobody decided goes with what spoke for it.
    private static final String WITHDRAW =
            """
            DELETE FROM pipeline.duplicate_proposals p
            WHERE p.state = 'open'
              AND (p.first_candidate_id = ANY (CAST(:ids AS bigint[]))
                   OR p.second_candidate_id = ANY (CAST(:ids AS bigint[]))
                   OR EXISTS (
                       SELECT 1
                       FROM unnest(CAST(:shakenFirsts AS bigint[]),
                                   CAST(:shakenSeconds AS bigint[])) AS s(first_id, second_id)
                       WHERE s.first_id = p.first_candidate_id
                         AND s.second_id = p.second_candidate_id))
              AND NOT EXISTS (
                  SELECT 1
                  FROM unnest(CAST(:firsts AS bigint[]), CAST(:seconds AS bigint[]))
                       AS n(first_id, second_id)
                  WHERE n.first_id = p.first_candidate_id
                    AND n.second_id = p.second_candidate_id)
            """;

    /**
     * Makes the open proposals of these candidates the given ones.
     *
     * @param shaken further pairs whose proposal goes unless it is among the given ones
     * @return how many are new, or open again
     */
    long store(Collection<Long> candidates, List<Pair> shaken, SortedMap<Pair, Comparison> found) {
        Long[] firsts = found.keySet().stream().map(Pair::first).toArray(Long[]::new);
        Long[] seconds = found.keySet().stream().map(Pair::second).toArray(Long[]::new);
        jdbc.sql(WITHDRAW)
                .param("ids", candidates.toArray(Long[]::new))
                .param("shakenFirsts", shaken.stream().map(Pair::first).toArray(Long[]::new))
                .param("shakenSeconds", shaken.stream().map(Pair::second).toArray(Long[]::new))
                .param("firsts", firsts)
                .param("seconds", seconds)
                .update();
        if (found.isEmpty()) {
            return 0;
        }
        return jdbc
                .sql(PROPOSE)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("firsts", firsts)
                .param("seconds", seconds)
                .param(
                        "scores",
                        found.values().stream().map(Comparison::score).toArray(Double[]::new))
                .param(
                        "evidence",
                        found.values().stream()
                                .map(it -> written(it.evidence()))
                                .toArray(String[]::new))
                .query(Boolean.class)
                .list()
                .stream()
                .filter(it -> it)
                .count();
    }

    /** As the column has it. */
    String written(List<Evidence> evidence) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Evidence one : evidence) {
            items.add(
                    Map.of(
                            "kind", one.kind().label(),
                            "field", one.kind().field(),
                            "times", one.times(),
                            "weight", one.weight()));
        }
        return json.writeValueAsString(items);
    }
}
