package dev.matchmill.migrations.claim;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** P22: many apply to one posting as the same person at once. */
public final class ApplicationRace {

    private static final int THREADS = 50;

    private static final String APPLY =
            """
            INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
            SELECT j.id, j.organization_id, c.id, c.email
            FROM jobs j CROSS JOIN candidates c
            WHERE j.title = 'Raced' AND c.email = 'raced@mail.example'
            """;

    private ApplicationRace() {}

    /**
     * Fifty threads, as many at once as there are connections.
     *
     * @param pool of more than one connection; a posting, a candidate and an application are left
     */
    public static Finding check(DataSource pool) throws InterruptedException {
        JdbcClient jdbc = JdbcClient.create(pool);
        jdbc.sql(
                        """
                        WITH owner AS (INSERT INTO organizations (name) VALUES ('Raced') RETURNING id),
                             person AS (INSERT INTO candidates (email, full_name)
                                        VALUES ('raced@mail.example', 'Raced'))
                        INSERT INTO jobs (organization_id, title) SELECT id, 'Raced' FROM owner
                        """)
                .update();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Boolean>> attempts =
                    IntStream.range(0, THREADS)
                            .mapToObj(_ ->
                                    threads.submit(() -> {
                                        start.await();
                                        return applies(jdbc);
                                    }))
                            .toList();
            start.countDown();
            long successes = 0;
            for (Future<Boolean> attempt : attempts) {
                successes += get(attempt) ? 1 : 0;
            }
            return new Finding(
                    "P22",
                    "of 50 equal applications at once exactly one is stored",
                    successes + " stored, " + (THREADS - successes) + " unique violations",
                    Verdict.of(successes == 1));
        }
    }

    private static boolean applies(JdbcClient jdbc) {
        try {
            return jdbc.sql(APPLY).update() == 1;
        } catch (DuplicateKeyException refused) {
            return false;
        }
    }

    private static boolean get(Future<Boolean> attempt) throws InterruptedException {
        try {
            return attempt.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("an application failed in another way", e.getCause());
        }
    }
}
