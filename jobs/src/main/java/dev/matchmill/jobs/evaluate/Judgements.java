package dev.matchmill.jobs.evaluate;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The judgements that refreshes are measured by. Methods belong in the caller's transaction. */
public record Judgements(JdbcClient jdbc, Clock clock) {

    /** Postings and candidates of lines by their names; a line that names nobody gives no row. */
    private static final String MEANT =
            """
            SELECT n.line, j.id AS job_id, c.id AS candidate_id, n.grade
            FROM unnest(CAST(:postings AS text[]), CAST(:candidates AS text[]),
                        CAST(:grades AS integer[]))
                     WITH ORDINALITY AS n (posting, candidate, grade, line)
            JOIN jobs j ON j.external_ref = n.posting AND j.deleted_at IS NULL
            JOIN candidates c
              ON c.id = CASE WHEN n.candidate ~ '^[0-9]{1,18}$' THEN n.candidate::bigint
                             ELSE (SELECT min(r.candidate_id)
                                   FROM pipeline.source_records r
                                   WHERE r.external_id = n.candidate) END
            WHERE c.deleted_at IS NULL
              AND c.anonymized_at IS NULL
              AND c.restricted_at IS NULL
            """;

    /** Of lines that name one pair by different names the first one counts. */
    private static final String NAMED =
            "SELECT DISTINCT ON (job_id, candidate_id) line, job_id, candidate_id, grade FROM ("
                    + MEANT
                    + ") meant ORDER BY job_id, candidate_id, line";

    private static final String TAKE =
            """
            INSERT INTO pipeline.relevance_judgements AS g (job_id, candidate_id, grade, judged_at)
            SELECT n.job_id, n.candidate_id, n.grade, :now
            FROM (\
            """
                    + NAMED
                    + """
                    ) n
                    ORDER BY n.job_id, n.candidate_id
                    ON CONFLICT (job_id, candidate_id) DO UPDATE
                    SET grade = EXCLUDED.grade, judged_at = EXCLUDED.judged_at
                    WHERE g.grade <> EXCLUDED.grade
                    """;

    private static final String COUNT = "SELECT count(DISTINCT line) FROM (" + MEANT + ") meant";

    /**
     * What became of judgements.
     *
     * @param unknown how many name a posting or candidate that is not there
     */
    public record Taken(long named, long changed, long unknown) {}

    /** Takes them in; the same again changes nothing. */
    public Taken take(List<Judgement> judgements) {
        long unknown = unknown(judgements);
        long changed =
                statement(TAKE, judgements)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
        return new Taken(judgements.size() - unknown, changed, unknown);
    }

    /** How many of them name a posting or candidate that is not there. */
    public long unknown(List<Judgement> judgements) {
        return judgements.size() - statement(COUNT, judgements).query(Long.class).single();
    }

    /** Forgets all of them; refreshes are then shown whatever they are. */
    public long drop() {
        return jdbc.sql("DELETE FROM pipeline.relevance_judgements").update();
    }

    /** How the named stand in what is published: grade and rank, none when not among it. */
    List<Graded> graded(List<Judgement> judgements) {
        return statement(
                        """
                        SELECT n.job_id, j.organization_id, n.candidate_id, n.grade
                        FROM (\
                        """
                                + NAMED
                                + """
                                ) n
                                JOIN jobs j ON j.id = n.job_id
                                WHERE j.status = 'open'
                                ORDER BY n.job_id, n.candidate_id
                                """,
                        judgements)
                .query((row, _) ->
                        new Graded(
                                row.getLong("job_id"),
                                row.getLong("organization_id"),
                                row.getLong("candidate_id"),
                                row.getInt("grade")))
                .list();
    }

    /** A judgement by ids. */
    record Graded(long posting, long organization, long candidate, int grade) {}

    private JdbcClient.StatementSpec statement(String sql, List<Judgement> judgements) {
        return jdbc.sql(sql)
                .param(
                        "postings",
                        judgements.stream().map(Judgement::posting).toArray(String[]::new))
                .param(
                        "candidates",
                        judgements.stream().map(Judgement::candidate).toArray(String[]::new))
                .param("grades", judgements.stream().map(Judgement::grade).toArray(Integer[]::new));
    }
}
