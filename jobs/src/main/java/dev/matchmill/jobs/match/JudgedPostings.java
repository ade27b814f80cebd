package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.quality.GradedRanking;
import dev.matchmill.migrations.type.GenerationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Judged postings, open and matched, with the grades of what is shown and of what would be. */
record JudgedPostings(JdbcClient jdbc) {

    /** Stands for all organizations together. */
    static final long ALL = 0;

    // What would be shown is the generation's where it has results, and what is shown elsewhere.
    private static final String GRADES =
            """
            WITH judged AS (
                SELECT g.job_id, min(j.organization_id) AS organization_id,
                       array_agg(g.grade ORDER BY g.candidate_id) AS grades
                FROM pipeline.relevance_judgements g
                JOIN jobs j ON j.id = g.job_id
                JOIN candidates c ON c.id = g.candidate_id
                WHERE j.status = 'open'
                  AND j.deleted_at IS NULL
                  AND c.deleted_at IS NULL
                  AND c.anonymized_at IS NULL
                  AND c.restricted_at IS NULL
                GROUP BY g.job_id
            ), versions AS (
                SELECT d.job_id, s.active_generation_id AS shown,
                       coalesce((SELECT p.generation_id
                                 FROM pipeline.match_pools p
                                 WHERE p.job_id = d.job_id
                                   AND p.generation_id = :generation
                                   AND p.has_results), s.active_generation_id) AS coming
                FROM judged d
                LEFT JOIN pipeline.match_job_states s ON s.job_id = d.job_id
            )
            SELECT d.job_id, d.organization_id, d.grades, v.shown IS NOT NULL AS is_shown,
                   ARRAY(SELECT coalesce(g.grade, 0)
                         FROM pipeline.match_results r
                         LEFT JOIN pipeline.relevance_judgements g
                                ON g.job_id = r.job_id AND g.candidate_id = r.candidate_id
                         WHERE r.job_id = d.job_id AND r.generation_id = v.shown
                         ORDER BY r.rank) AS shown,
                   ARRAY(SELECT coalesce(g.grade, 0)
                         FROM pipeline.match_results r
                         LEFT JOIN pipeline.relevance_judgements g
                                ON g.job_id = r.job_id AND g.candidate_id = r.candidate_id
                         WHERE r.job_id = d.job_id AND r.generation_id = v.coming
                         ORDER BY r.rank) AS coming
            FROM judged d
            JOIN versions v ON v.job_id = d.job_id
            WHERE v.coming IS NOT NULL
            ORDER BY d.job_id
            """;

    /**
     * A posting as people judged it.
     *
     * @param isShown whether anything of it is published
     */
    record Judged(long organization, boolean isShown, GradedRanking shown, GradedRanking coming) {}

    /** Those in which somebody suits, by organization and, under {@link #ALL}, all of them. */
    Map<Long, List<Judged>> read(GenerationId generation) {
        Map<Long, List<Judged>> postings = new LinkedHashMap<>();
        List<Judged> all = new ArrayList<>();
        postings.put(ALL, all);
        jdbc
                .sql(GRADES)
                .param("generation", generation.value())
                .query((row, _) -> {
                    List<Integer> judged = List.of((Integer[]) row.getArray("grades").getArray());
                    return new Judged(
                            row.getLong("organization_id"),
                            row.getBoolean("is_shown"),
                            new GradedRanking(
                                    List.of((Integer[]) row.getArray("shown").getArray()), judged),
                            new GradedRanking(
                                    List.of((Integer[]) row.getArray("coming").getArray()),
                                    judged));
                })
                .list()
                .stream()
                .filter(posting -> posting.coming().isMeasurable())
                .forEach(posting -> {
                    all.add(posting);
                    postings.computeIfAbsent(posting.organization(), _ -> new ArrayList<>())
                            .add(posting);
                });
        return postings;
    }
}
