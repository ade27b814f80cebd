package dev.matchmill.jobs.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of {@code ops.schedule_runs}: one for each due run, by whose key none is run twice.
 *
 * @param node host and process, as others see it
 */
record DueRuns(JdbcClient jdbc, Clock clock, String node) {

    private static final String BEGIN =
            """
            INSERT INTO ops.schedule_runs AS r (job_name, due_at, node, started_at)
            VALUES (:job, :due, :node, :now)
            ON CONFLICT (job_name, due_at) DO UPDATE
            SET node = :node, started_at = :now, attempt_count = r.attempt_count + 1,
                exit_code = NULL
            WHERE r.finished_at IS NULL
            """;

    private static final String END =
            """
            UPDATE ops.schedule_runs
            SET exit_code = :code,
                finished_at = CASE WHEN :final THEN greatest(:now, started_at) END
            WHERE job_name = :job AND due_at = :due
            """;

    private static final String MISSED =
            """
            INSERT INTO ops.schedule_runs AS r
                (job_name, due_at, node, started_at, finished_at, is_missed)
            VALUES (:job, :due, :node, :now, :now, true)
            ON CONFLICT (job_name, due_at) DO UPDATE
            SET finished_at = :now
            WHERE r.finished_at IS NULL
            """;

    private static final String TAKEN_OVER =
            """
            UPDATE ops.schedule_runs
            SET takeover_count = takeover_count + 1
            WHERE job_name = :job AND due_at = :due AND finished_at IS NULL
            """;

    // Overtaken by a later run before it could end, or its job was taken off the schedule.
    private static final String ABANDON =
            """
            UPDATE ops.schedule_runs
            SET finished_at = greatest(:now, started_at)
            WHERE job_name = :job AND finished_at IS NULL
            """;

    private static final String ABANDON_OLDER = ABANDON + "  AND due_at < :due\n";

    private static final String FORGET =
            "DELETE FROM ops.schedule_runs WHERE job_name = :job AND due_at < :before";

    /** Notes the start; false when the due run is over already. */
    boolean begin(String job, Instant due) {
        return jdbc.sql(BEGIN)
                        .param("job", job)
                        .param("due", at(due))
                        .param("node", node)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Notes how a start ended, and whether the due run is over with that. */
    void end(String job, Instant due, int exitCode, boolean isFinal) {
        jdbc.sql(END)
                .param("job", job)
                .param("due", at(due))
                .param("code", exitCode)
                .param("final", isFinal)
                .param("now", now())
                .update();
    }

    void miss(String job, Instant due) {
        jdbc.sql(MISSED)
                .param("job", job)
                .param("due", at(due))
                .param("node", node)
                .param("now", now())
                .update();
    }

    void takeOver(String job, Instant due) {
        jdbc.sql(TAKEN_OVER).param("job", job).param("due", at(due)).update();
    }

    /** Ends what is older than a due run, and forgets what is old. */
    void tidy(String job, Instant due, Duration keep) {
        jdbc.sql(ABANDON_OLDER)
                .param("job", job)
                .param("due", at(due))
                .param("now", now())
                .update();
        jdbc.sql(FORGET)
                .param("job", job)
                .param("before", at(clock.instant().minus(keep)))
                .update();
    }

    /** Ends what waits for another start that will not come. */
    void giveUp(String job) {
        jdbc.sql(ABANDON).param("job", job).param("now", now()).update();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
