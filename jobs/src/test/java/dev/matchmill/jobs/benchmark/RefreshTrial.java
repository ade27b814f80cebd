package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.launch.PinnedWorkers;
import dev.matchmill.jobs.launch.ProgramProcess.Setup;
import dev.matchmill.jobs.match.MatchWorld;
import java.nio.file.Path;

/** Workers of one core each at one full refresh of matches, on a database of their own. */
final class RefreshTrial implements AutoCloseable {

    /** Who comes late for what others have just published does nothing: so all is of old times. */
    private static final String OLD_TIMES =
            """
            UPDATE pipeline.match_generations
            SET started_at = started_at - interval '1 day',
                activated_at = activated_at - interval '1 day'
            WHERE activated_at IS NOT NULL
            """;

    /** From when the first of them had its row until readers see what they made. */
    private static final String RATE =
            """
            SELECT g.jobs_count
                   / extract(epoch FROM g.activated_at - (SELECT min(r.started_at)
                                                          FROM pipeline.runs r
                                                          WHERE r.id > :before))
            FROM pipeline.match_generations g
            WHERE g.id = (SELECT max(id) FROM pipeline.match_generations)
              AND g.jobs_count = :postings
              AND (SELECT count(*) FROM pipeline.runs r
                   WHERE r.id > :before AND r.matched_postings_count > 0) = :workers
            """;

    private static final String LAST_RUN = "SELECT coalesce(max(id), 0) FROM pipeline.runs";

    private static final String RESULTS =
            """
            SELECT md5(string_agg(concat_ws(' ', job_id, rank, candidate_id, score), ','
                                  ORDER BY job_id, rank))
            FROM pipeline.current_matches
            """;

    private final MatchWorld world = new MatchWorld(MatchWorld.settings(50, 200, 50, 0.3));
    private final PinnedWorkers workers;
    private final int postings;
    private final String results;

    /** A database with so many of each, which one worker has refreshed already. */
    RefreshTrial(Path folder, int candidates, int postings) {
        this.postings = postings;
        new MatchingRows(world).load(candidates, postings);
        world.handOver();
        workers =
                new PinnedWorkers(
                        Setup.on(world.database().address(), folder.resolve("refresh"))
                                // Much of it is Java that the second compiler makes faster.
                                .option("-XX:TieredStopAtLevel=4"));
        workers.work(1, "match", "--full", "--share");
        results = results();
    }

    /** Ranks every posting anew with a worker on each of so many cores; postings a second. */
    double rate(int count) {
        world.execute(OLD_TIMES);
        world.execute("VACUUM ANALYZE");
        long before = world.jdbc().sql(LAST_RUN).query(Long.class).single();
        workers.work(count, "match", "--full", "--share");
        if (!results.equals(results())) {
            throw new IllegalStateException(count + " workers found other matches than one");
        }
        return world.jdbc()
                .sql(RATE)
                .param("before", before)
                .param("postings", postings)
                .param("workers", count)
                .query(Double.class)
                .optional()
                .orElseThrow(() ->
                        new IllegalStateException("not all of " + count + " workers took part"));
    }

    @Override
    public void close() {
        world.close();
    }

    private String results() {
        return world.texts(RESULTS).getFirst();
    }
}
