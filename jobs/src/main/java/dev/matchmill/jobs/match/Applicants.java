package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.PostingId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has a running application to a posting. */
record Applicants(JdbcClient jdbc) {

    private static final String OF_POSTING =
            """
            SELECT a.candidate_id
            FROM applications a
            JOIN candidates c ON c.id = a.candidate_id
            WHERE a.job_id = :posting
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

    Set<CandidateId> of(PostingId posting) {
        Set<CandidateId> applicants = new TreeSet<>();
        jdbc.sql(OF_POSTING)
                .param("posting", posting.value())
                .query((row, _) -> applicants.add(new CandidateId(row.getLong(1))))
                .list();
        return applicants;
    }
}
