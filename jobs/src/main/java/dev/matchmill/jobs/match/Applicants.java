package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.PostingId;
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

    Set<CandidateId> of(PostingId posting) {
        Set<CandidateId> applicants = new TreeSet<>();
        jdbc.sql(OF_POSTING)
                .param("posting", posting.value())
                .query((row, _) -> applicants.add(new CandidateId(row.getLong(1))))
                .list();
        return applicants;
    }
}
