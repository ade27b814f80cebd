package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The packaged program, killed inside each job that destroys or moves: at the turn of a table that
 * {@code every-job.sql} names, which the test holds. What it did up to there is committed or not;
 * the next run makes it as if nothing had happened.
 */
class KilledJobIT {

    @TempDir private Path folder;

    static List<String> jobs() {
        return JobSeed.killed();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void a_job_that_was_killed_in_the_middle_is_finished_by_the_next_run(String id)
            throws SQLException {
        JobSeed seed = JobSeed.of(id);
        TestDatabase database = seed.database();
        seed.makeDue(database);
        TestDatabase copy = database.copy();
        OffsetDateTime seeded =
                JdbcClient.create(copy.dataSource())
                        .sql("SELECT clock_timestamp() - interval '1 second'")
                        .query(OffsetDateTime.class)
                        .single();
        String frequency;
        try (MaintainFixture undisturbed = MaintainFixture.on(database)) {
            frequency = undisturbed.jobs(id).getFirst().duty().frequency().label();
            undisturbed.run(id);
            List<String> wanted = rows(undisturbed).contents(seeded);

            kill(copy, seed, frequency);

            try (MaintainFixture next = MaintainFixture.on(copy)) {
                assertThat(next.run(id).end()).isEqualTo(RunOutcome.End.COMPLETED);
                assertThat(BusinessRows.differences(wanted, rows(next).contents(seeded))).isEmpty();
                assertThat(
                                next.rows()
                                        .texts(
                                                "SELECT status::text FROM ops.maintenance_runs"
                                                        + " ORDER BY id"))
                        .containsExactly("failed", "completed");
            }
        }
    }

    private void kill(TestDatabase database, JobSeed seed, String frequency) throws SQLException {
        Rows rows = new Rows(JdbcClient.create(database.dataSource()));
        ProgramProcess.Setup setup = ProgramProcess.Setup.on(database, folder.resolve("work"));
        try (Connection holder = database.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE " + seed.killedAt() + " IN EXCLUSIVE MODE");
            try (ProgramProcess program = setup.start("maintain", frequency, "--only", seed.id())) {
                Waiting.until(
                        "the job comes to " + seed.killedAt(),
                        () -> {
                            if (!program.isAlive()) {
                                throw new AssertionError("never came there: " + program.end(1));
                            }
                            return isAt(seed.killedAt(), rows);
                        });
                program.kill();
                assertThat(program.end(20).code()).isEqualTo(137);
            }
            holder.rollback();
        }
        Waiting.until(
                "the server has noticed",
                () ->
                        rows.count(
                                        """
                                        pg_stat_activity
                                        WHERE datname = current_database()
                                          AND backend_type = 'client backend'
                                          AND application_name LIKE 'matchmill%'
                                        """)
                                == 0);
    }

    private static boolean isAt(String table, Rows rows) {
        return rows.count(
                        """
                        pg_locks
                        WHERE NOT granted
                          AND database = (
                              SELECT oid FROM pg_database WHERE datname = current_database())
                          AND relation = '%s'::regclass
                        """
                                .formatted(table))
                > 0;
    }

    private static BusinessRows rows(MaintainFixture program) {
        return new BusinessRows(program.jdbc());
    }
}
