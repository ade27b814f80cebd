package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.PostingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What others want matched again whatever the hashes say, such as a candidate whose matches were
 * removed and who may be matched again before anybody noticed.
 */
record Invalidations(JdbcClient jdbc) {

    private static final String OPEN =
            """
            SELECT id, job_id, candidate_id
            FROM pipeline.match_invalidations
            WHERE claimed_by_generation_id IS NULL
            ORDER BY created_at, id
            """;

    private static final String SETTLE =
            "DELETE FROM pipeline.match_invalidations WHERE id = ANY (CAST(:ids AS bigint[]))";

    /** Entries that nobody has seen to. */
    record Open(List<Long> ids, Set<PostingId> postings, Set<Long> candidates) {

        static final Open NONE = new Open(List.of(), Set.of(), Set.of());
    }

    Open open() {
        Open open = new Open(new ArrayList<>(), new HashSet<>(), new HashSet<>());
        jdbc.sql(OPEN)
                .query(row -> {
                    open.ids().add(row.getLong("id"));
                    Long posting = row.getObject("job_id", Long.class);
                    if (posting == null) {
                        open.candidates().add(row.getLong("candidate_id"));
                    } else {
                        open.postings().add(new PostingId(posting));
                    }
                });
        return open;
    }

    /** Removes them; belongs in the transaction that publishes what was done about them. */
    void settle(Open seen) {
        jdbc.sql(SETTLE).param("ids", seen.ids().toArray(Long[]::new)).update();
    }
}
