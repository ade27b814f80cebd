package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.Window;
import dev.matchmill.jobs.run.JobFailedException;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.migrations.type.JobFrequency;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every recurring job: twice, two at once, cut off, failed, switched off. */
class MaintainIT {

    private MaintainFixture program;
    private HygieneRows rows;

    @BeforeEach
    void open() {
        program = MaintainFixture.open();
        rows = HygieneRows.in(program);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @ParameterizedTest
    @EnumSource(value = JobFrequency.class, mode = EnumSource.Mode.EXCLUDE, names = "ON_DEMAND")
    void each_job_runs_twice_and_changes_nothing_the_second_time(JobFrequency frequency) {
        String[] names = names(frequency);
        rows.session(1, "old", -1);
        program.run(names);
        List<String> before = program.rows().versions("user_sessions");
        List<String> postings = program.rows().versions("jobs");

        RunOutcome second = program.run(names);

        assertThat(second.end()).isEqualTo(RunOutcome.End.COMPLETED);
        assertThat(program.rows().versions("user_sessions")).isEqualTo(before);
        assertThat(program.rows().versions("jobs")).isEqualTo(postings);
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT job_name
                                        FROM ops.maintenance_runs
                                        GROUP BY job_name
                                        HAVING count(*) FILTER (WHERE status = 'completed') <> 2
                                            OR sum(rows_affected) FILTER (WHERE id > (
                                                SELECT max(id) - %d FROM ops.maintenance_runs)) > 0
                                        """
                                                .formatted(names.length)))
                .isEmpty();
        assertThat(program.count("ops.maintenance_runs")).isEqualTo(2L * names.length);
        assertThat(
                        program.count(
                                """
                                ops.maintenance_runs m
                                WHERE NOT EXISTS (
                                    SELECT 1 FROM batch.batch_job_execution e
                                    WHERE e.job_execution_id = m.batch_job_execution_id)
                                """))
                .isZero();
        assertThat(program.count("ops.scheduled_jobs WHERE last_succeeded_at IS NOT NULL"))
                .isEqualTo(names.length);
    }

    @Test
    void a_second_execution_of_a_frequency_is_refused_and_another_frequency_is_not()
            throws Exception {
        try (ScopeLock _ =
                ScopeLock.acquire(program.connections(), "maintain daily", "the first")) {
            assertThatThrownBy(() -> program.run("J02")).isInstanceOf(LockHeldException.class);
            assertThat(program.run("J29").end()).isEqualTo(RunOutcome.End.COMPLETED);
        }
        assertThat(program.count("ops.maintenance_runs WHERE job_name = 'tokenCleanup'")).isZero();
    }

    @Test
    void what_a_dead_process_left_running_is_ended_by_the_next_run() {
        program.run("J02");
        program.execute(
                """
                UPDATE ops.maintenance_runs SET status = 'running', finished_at = NULL
                """);

        program.run("J02");

        assertThat(
                        program.rows()
                                .texts("SELECT status::text FROM ops.maintenance_runs ORDER BY id"))
                .containsExactly("failed", "completed");
    }

    @Test
    void at_the_end_of_its_window_a_run_stops_between_pieces_and_the_next_goes_on() {
        rows.execute(
                """
                INSERT INTO user_sessions (user_id, session_token_hash, created_at, expires_at)
                SELECT 1, sha256(('s' || i)::bytea), now() - interval '30 days',
                       now() - interval '2 days'
                FROM generate_series(1, 25000) i
                """);
        Instant start = program.clock().instant();
        program.clock().whenAsked(now -> now.plusSeconds(60));
        Window window =
                new Window(program.clock(), Optional.of(start.plus(Duration.ofMinutes(12))));

        RunOutcome outcome = program.run(window, "J01", "J02");
        program.clock().whenAsked(now -> now);

        assertThat(outcome.end()).isEqualTo(RunOutcome.End.STOPPED);
        assertThat(program.count("user_sessions")).isBetween(1L, 25000L);
        assertThat(program.rows().texts("SELECT DISTINCT status::text FROM ops.maintenance_runs"))
                .isSubsetOf("stopped", "completed");

        assertThat(program.run("J01", "J02").end()).isEqualTo(RunOutcome.End.COMPLETED);

        assertThat(program.count("user_sessions")).isZero();
    }

    @Test
    void a_window_ends_at_the_next_such_time_of_day() {
        MovableClock clock = new MovableClock(Instant.parse("2026-03-01T04:00:00Z"));

        assertThat(Window.until(LocalTime.of(5, 30), clock).end())
                .contains(Instant.parse("2026-03-01T05:30:00Z"));
        assertThat(Window.until(LocalTime.of(4, 0), clock).end())
                .contains(Instant.parse("2026-03-02T04:00:00Z"));
    }

    @Test
    void a_stop_while_a_statement_runs_cancels_it() throws Exception {
        try (var holder = program.database().dataSource().getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE skills IN ACCESS EXCLUSIVE MODE");
            Thread stopper =
                    Thread.ofPlatform()
                            .start(() -> {
                                Waiting.until("vacuum waits", () -> waiting() > 0);
                                program.stop();
                            });

            RunOutcome outcome = program.run("J31");
            stopper.join();

            assertThat(outcome.end()).isEqualTo(RunOutcome.End.STOPPED);
            holder.rollback();
        }
        assertThat(program.rows().text("SELECT status FROM ops.maintenance_runs"))
                .isEqualTo("stopped");
    }

    @Test
    void a_job_that_fails_says_so_and_the_others_still_work() {
        rows.session(1, "old", -1);
        program.execute("ALTER TABLE password_reset_tokens RENAME TO away");

        assertThatThrownBy(() -> program.run("J01", "J02", "J03"))
                .isInstanceOf(JobFailedException.class);

        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT concat_ws(' ', job_name, status, error_message)
                                        FROM ops.maintenance_runs ORDER BY id
                                        """))
                .containsExactly(
                        "sessionCleanup completed",
                        "tokenCleanup failed BadSqlGrammarException, SQLSTATE 42P01",
                        "jobExpiry completed");
        assertThat(program.count("user_sessions")).isZero();
    }

    @Test
    void a_job_that_is_switched_off_does_not_run() {
        rows.session(1, "old", -1);
        program.execute(
                "UPDATE ops.scheduled_jobs SET is_enabled = false WHERE job_name ="
                        + " 'sessionCleanup'");

        program.run("J01", "J02");

        assertThat(program.count("user_sessions")).isEqualTo(1);
        assertThat(program.rows().texts("SELECT job_name FROM ops.maintenance_runs"))
                .containsExactly("tokenCleanup");
    }

    @Test
    void one_that_somebody_asks_for_runs_also_when_it_is_switched_off() {
        rows.session(1, "old", -1);
        program.execute(
                "UPDATE ops.scheduled_jobs SET is_enabled = false WHERE job_name ="
                        + " 'sessionCleanup'");

        program.ask("J01");

        assertThat(program.count("user_sessions")).isZero();
        assertThat(program.rows().texts("SELECT job_name FROM ops.maintenance_runs"))
                .containsExactly("sessionCleanup");
    }

    @ParameterizedTest
    @EnumSource(value = JobFrequency.class, mode = EnumSource.Mode.EXCLUDE, names = "ON_DEMAND")
    void a_dry_run_changes_nothing(JobFrequency frequency) {
        rows.session(1, "old", -1);

        for (String name : names(frequency)) {
            program.plan(name);
        }

        assertThat(program.count("user_sessions")).isEqualTo(1);
        assertThat(program.count("ops.maintenance_runs")).isZero();
        assertThat(program.count("pipeline.runs")).isZero();
        assertThat(program.count("ops.index_snapshots")).isZero();
    }

    @Test
    void every_job_is_registered_under_its_name_and_frequency() {
        List<MaintenanceJob> all = program.get(MaintenanceJobs.class).all();

        for (MaintenanceJob job : all) {
            assertThat(
                            program.rows()
                                    .texts(
                                            "SELECT frequency::text FROM ops.scheduled_jobs WHERE"
                                                    + " job_name = '"
                                                    + job.duty().name()
                                                    + "'"))
                    .as(job.duty().name())
                    .containsExactly(job.duty().frequency().label());
        }
        assertThat(all.stream().map(job -> job.duty().id())).doesNotHaveDuplicates().hasSize(28);
    }

    private long waiting() {
        return program.count(
                "pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'VACUUM%'");
    }

    private String[] names(JobFrequency frequency) {
        return program.get(MaintenanceJobs.class).of(frequency).stream()
                .map(job -> job.duty().id())
                .toArray(String[]::new);
    }
}
