package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.PostingId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has a running application to a posting. */
record Applicants(JdbcClient jdbc) {

    private static final String OF_POSTINGS =
            """
            SELECT a.job_id, a.candidate_id
            FROM applications a
            JOIN candidates c ON c.id = a.candidate_id
            WHERE a.job_id = ANY (CAST(:postings AS bigint[]))
              AND a.status NOT IN ('rejected', 'withdrawn')
              AND a.deleted_at IS NULL
              AND c.deleted_at IS NULL
              AND c.anonymized_at IS NULL
              AND c.restricted_at IS NULL
              AND a.restricted_at IS NULL
            """;

    private static final String POSTINGS_OF =
            """
            SELECT DISTINCT a.job_id
            FROM applications a
            WHERE a.candidate_id = ANY (CAST(:candidates AS bigint[]))
              AND a.status NOT IN ('rejected', 'withdrawn')
              AND a.deleted_at IS NULL
            """;

    /** Postings that these candidates applied to. */
    List<PostingId> postingsOf(Collection<Long> candidates) {
        return jdbc.sql(POSTINGS_OF)
                .param("candidates", candidates.toArray(Long[]::new))
                .query((row, _) -> new PostingId(row.getLong(1)))
                .list();
    }

    /** Applicants of each posting; postings without any are left out. */
    Map<PostingId, Set<CandidateId>> of(Collection<PostingId> postings) {
        Map<PostingId, Set<CandidateId>> applicants = new HashMap<>();
        jdbc.sql(OF_POSTINGS)
                .param("postings", postings.stream().map(PostingId::value).toArray(Long[]::new))
                .query(row -> {
                    applicants
                            .computeIfAbsent(
                                    new PostingId(row.getLong("job_id")), _ -> new TreeSet<>())
                            .add(new CandidateId(row.getLong("candidate_id")));
                });
        return applicants;
    }
}
