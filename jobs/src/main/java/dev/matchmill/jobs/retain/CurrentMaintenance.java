package dev.matchmill.jobs.retain;

import dev.matchmill.jobs.recurring.Duty;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The row of {@code ops.maintenance_runs} of a job in progress; there is at most one. */
record CurrentMaintenance(JdbcClient jdbc) {

    private static final String RUNNING =
            "SELECT id FROM ops.maintenance_runs WHERE job_name = :job AND status = 'running'";

    long run(Duty duty) {
        return jdbc.sql(RUNNING).param("job", duty.name()).query(Long.class).single();
    }
}
