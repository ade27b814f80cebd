package dev.matchmill.migrations.claim;

import dev.matchmill.migrations.pattern.DataSet;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Inserts an application every 10 ms, as an ingestion does that runs beside readers. */
record SteadyWriter(JdbcClient jdbc, DataSet set) {

    private static final long NANOS_BETWEEN = 10_000_000;

    private static final String INSERT =
            """
            INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
            SELECT j.id, j.organization_id, c.id, c.email
            FROM jobs j CROSS JOIN candidates c
            WHERE j.id = 1 + :number * 7 % :jobs AND c.id = 1 + :number * 11 % :candidates
            ON CONFLICT DO NOTHING
            """;

    /** Until a time of {@link System#nanoTime}; returns how many were inserted. */
    long until(long end) {
        long inserted = 0;
        long next = System.nanoTime();
        for (long number = 0; System.nanoTime() < end; number++) {
            inserted +=
                    jdbc.sql(INSERT)
                            .param("number", number)
                            .param("jobs", set.postings())
                            .param("candidates", set.candidates())
                            .update();
            next += NANOS_BETWEEN;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return inserted;
    }
}
