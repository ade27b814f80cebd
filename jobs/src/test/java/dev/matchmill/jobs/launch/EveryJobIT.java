package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.Tally;
import dev.matchmill.jobs.recurring.Window;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.migrations.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What holds for every recurring job, whoever adds it: its rows are in {@code every-job.sql}. The
 * letters are those of the general acceptance: (a) twice changes nothing, (b) stopped and started
 * again, (c) not two at once, (d) its row, (e) holds, (f) the clock.
 */
class EveryJobIT {

    private static final int STOPS_OF_A_WHOLE = 3;

    private static final Duration EARLIER = Duration.ofDays(400);

    static List<String> jobs() {
        try (MaintainFixture program = MaintainFixture.open()) {
            return program.get(MaintenanceJobs.class).all().stream()
                    .map(job -> job.duty().id())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void every_job_runs_by_the_clock_alone_once_and_for_good_and_spares_what_is_held(String id) {
        JobSeed seed = JobSeed.of(id);
        TestDatabase database = seed.database();
        List<String> held = heldRows(JdbcClient.create(database.dataSource()), seed);
        seed.makeDue(database);
        try (MaintainFixture program = MaintainFixture.on(database)) {
            MaintenanceJob job = program.jobs(id).getFirst();
            Instant due = program.clock().instant().plus(seed.clock(database));
            notTwoAtOnce(program, job);
            program.clock().moveTo(due.minus(EARLIER));
            notEarlier(program, job, seed);
            program.clock().moveTo(due);
            List<String> before = rows(program).versions();
            Tally plan = program.plan(id);
            assertThat(rows(program).versions()).as("a plan changes nothing").isEqualTo(before);
            assertThat(plan.rows() > 0 || !seed.hasDueRows()).as("the plan sees it").isTrue();

            assertThat(program.run(id).end()).isEqualTo(RunOutcome.End.COMPLETED);

            hasItsRow(program, job, seed);
            if (!seed.hasDueRows()) {
                assertThat(rows(program).versions()).as("no row changed").isEqualTo(before);
            }
            assertThat(BusinessRows.differences(held, heldRows(program.jdbc(), seed)))
                    .as("(e) held rows stay")
                    .noneMatch(row ->
                            row.startsWith("missing")
                                    // A request may say that it is held.
                                    && !row.contains("compliance.data_subject_requests"));
            changesNothingTheSecondTime(program, id);
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void every_job_that_was_stopped_wherever_it_may_be_ends_like_one_that_was_not(String id) {
        JobSeed seed = JobSeed.of(id);
        TestDatabase database = seed.database();
        seed.makeDue(database);
        TestDatabase copy = database.copy();
        try (MaintainFixture undisturbed = MaintainFixture.on(database);
                MaintainFixture program = MaintainFixture.on(copy)) {
            OffsetDateTime seeded =
                    undisturbed.clock().instant().atOffset(ZoneOffset.UTC).minusSeconds(1);
            undisturbed.clock().moveTo(undisturbed.clock().instant().plus(seed.clock(database)));
            program.clock().moveTo(undisturbed.clock().instant());
            undisturbed.run(id);
            int stopped = 0;
            while (program.run(endsAfter(stopped, program.clock()), id).end()
                    == RunOutcome.End.STOPPED) {
                stopped++;
                assertThat(stopped).as("it comes to its end").isLessThan(100);
                if (seed.isWhole() && stopped == STOPS_OF_A_WHOLE) {
                    break;
                }
            }
            assertThat(program.run(id).end()).isEqualTo(RunOutcome.End.COMPLETED);

            assertThat(stopped).as("times it was stopped").isPositive();
            assertThat(
                            BusinessRows.differences(
                                    rows(undisturbed).contents(seeded),
                                    rows(program).contents(seeded)))
                    .as("(b) after %d stops", stopped)
                    .isEmpty();
        }
    }

    private static void notTwoAtOnce(MaintainFixture program, MaintenanceJob job) {
        String frequency = "maintain " + job.duty().frequency().label();
        try (ScopeLock _ = ScopeLock.acquire(program.connections(), frequency, "another one")) {
            assertThatThrownBy(() -> program.run(job.duty().id()))
                    .as("(c)")
                    .isInstanceOf(LockHeldException.class)
                    .satisfies(refused ->
                            assertThat(Failure.of(refused).code()).isEqualTo(ExitCode.TRY_LATER));
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
        assertThatThrownBy(() ->
                        program.execute(
                                """
                                INSERT INTO ops.maintenance_runs (job_name, started_at)
                                SELECT '%s', now() FROM generate_series(1, 2)
                                """
                                        .formatted(job.duty().name())))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("uq_maintenance_runs_running");
    }

    private static void notEarlier(MaintainFixture program, MaintenanceJob job, JobSeed seed) {
        if (seed.isDueWhenever() || !seed.hasDueRows()) {
            return;
        }
        List<String> before = rows(program).versions();

        assertThat(program.run(job.duty().id()).end()).isEqualTo(RunOutcome.End.COMPLETED);

        assertThat(rows(program).versions())
                .as("(f) nothing is due %s earlier", EARLIER)
                .isEqualTo(before);
    }

    private static void hasItsRow(MaintainFixture program, MaintenanceJob job, JobSeed seed) {
        String run =
                " FROM ops.maintenance_runs WHERE job_name = '%s' ORDER BY id DESC LIMIT 1"
                        .formatted(job.duty().name());
        assertThat(
                        program.jdbc()
                                .sql("SELECT started_at" + run)
                                .query(OffsetDateTime.class)
                                .single()
                                .toInstant())
                .as("(f) the clock's time")
                .isEqualTo(program.clock().instant().truncatedTo(ChronoUnit.MICROS));
        assertThat(
                        program.rows()
                                .text(
                                        "SELECT concat_ws(' ', status, finished_at >= started_at,"
                                            + " rows_affected = (SELECT coalesce(sum(v::bigint), 0)"
                                            + " FROM jsonb_each_text(summary::jsonb -> 'affected')"
                                            + " AS e (k, v)), error_message)"
                                                + run))
                .as("(d)")
                .isEqualTo("completed t t");
        assertThat(
                        program.rows()
                                .text(
                                        "SELECT (SELECT coalesce(sum(v::bigint), 0) FROM"
                                                + " jsonb_each_text(summary::jsonb -> 'held') AS e"
                                                + " (k, v))::text"
                                                + run))
                .as("(e) held rows are counted")
                .matches(seed.hasHeldRows() ? "[1-9]\\d*" : "\\d+");
    }

    private static void changesNothingTheSecondTime(MaintainFixture program, String id) {
        List<String> before = rows(program).versions();

        assertThat(program.run(id).end()).isEqualTo(RunOutcome.End.COMPLETED);

        assertThat(rows(program).versions()).as("(a)").isEqualTo(before);
    }

    /** A window that ends when somebody has asked for the time so often. */
    private static Window endsAfter(int questions, MovableClock clock) {
        Instant now = clock.instant();
        MovableClock counted = new MovableClock(now);
        int[] asked = {0};
        counted.whenAsked(_ -> asked[0]++ < questions ? now : now.plusMillis(2));
        return new Window(counted, Optional.of(now.plusMillis(1)));
    }

    private static List<String> heldRows(JdbcClient jdbc, JobSeed seed) {
        BusinessRows rows = new BusinessRows(jdbc);
        return seed.datesHeldRows() ? rows.contentsWithoutDueDay() : rows.versions();
    }

    private static BusinessRows rows(MaintainFixture program) {
        return new BusinessRows(program.jdbc());
    }
}
