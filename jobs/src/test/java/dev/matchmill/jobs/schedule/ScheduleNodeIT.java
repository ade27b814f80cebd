package dev.matchmill.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.matchmill.migrations.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One node on a clock that the test moves: what is missed, what exit codes do, what is planned. */
class ScheduleNodeIT {

    private static final Instant START = Instant.parse("2026-03-02T12:10:00Z");

    private static final ScheduleSettings SETTINGS =
            new ScheduleSettings(
                    1,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(15),
                    3,
                    Duration.ofDays(400));

    private final SettableClock time = new SettableClock();
    private final List<String> started = new ArrayList<>();
    private final List<String> codesAtStart = new ArrayList<>();
    private final Queue<Integer> codes = new ArrayDeque<>();

    private TestDatabase database;
    private JdbcClient jdbc;
    private ScheduleNode node;
    private ManualScheduler scheduler;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("UPDATE ops.scheduled_jobs SET is_enabled = false, jitter = '0'").update();
        time.set(START);
        node = node("node-1");
        scheduler = (ManualScheduler) node.scheduler();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_due_run_starts_once_with_the_jobs_arguments() {
        enable("ingestion", "0 15 * * * *");
        node.plan();

        passes(Duration.ofMinutes(4));
        assertThat(started).isEmpty();
        passes(Duration.ofMinutes(2));
        passes(Duration.ofMinutes(10));

        assertThat(started).containsExactly("run");
        assertThat(runs()).containsExactly("ingestion 12:15 exit 0, 1 start");
    }

    @Test
    void a_job_without_arguments_of_its_own_is_maintenance_by_its_frequency_and_name() {
        enable("sessionCleanup", "0 15 * * * *");
        node.plan();

        passes(Duration.ofMinutes(6));

        assertThat(started).containsExactly("maintain daily --only sessionCleanup");
    }

    @Test
    void what_an_outage_missed_is_made_up_for_by_one_run() {
        enable("ingestion", "0 15 * * * *");
        node.plan();

        passes(Duration.ofHours(30));
        passes(Duration.ofMinutes(1));

        assertThat(started).hasSize(1);
        passes(Duration.ofHours(1));
        assertThat(started).hasSize(2);
        assertThat(runs())
                .containsExactly(
                        "ingestion 12:15 exit 0, 1 start", "ingestion 18:15 exit 0, 1 start");
    }

    @Test
    void a_job_with_hours_of_its_own_is_left_out_when_they_are_over() {
        enable("reindex", "0 0 13 * * *");
        jdbc.sql("UPDATE ops.scheduled_jobs SET start_within = '4 hours'").update();
        node.plan();

        passes(Duration.ofHours(6));

        assertThat(started).isEmpty();
        assertThat(runs()).containsExactly("reindex 13:00 missed");
        passes(Duration.ofHours(19));
        assertThat(started).hasSize(1);
    }

    @Test
    void jitter_puts_a_start_off_and_keeps_its_due_moment() {
        enable("ingestion", "0 15 * * * *");
        jdbc.sql("UPDATE ops.scheduled_jobs SET jitter = '10 minutes'").update();
        node.plan();
        Instant due = Instant.parse("2026-03-02T12:15:00Z");
        Duration delay = Timetable.delay("ingestion", due, Duration.ofMinutes(10));

        scheduler.setTime(due.plus(delay).minusMillis(1));
        scheduler.runAnyDueExecutions();
        assertThat(started).isEmpty();
        scheduler.setTime(due.plus(delay));
        scheduler.runAnyDueExecutions();

        assertThat(runs()).containsExactly("ingestion 12:15 exit 0, 1 start");
    }

    @Test
    void try_again_later_is_tried_again_until_it_works() {
        codes.addAll(List.of(75, 75, 0));
        enable("ingestion", "0 15 * * * *");
        node.plan();

        for (int minute = 0; minute < 20; minute++) {
            passes(Duration.ofMinutes(1));
        }

        assertThat(started).hasSize(3);
        assertThat(runs()).containsExactly("ingestion 12:15 exit 0, 3 starts");
    }

    @Test
    void a_run_that_has_begun_is_finished_when_its_timetable_changes() {
        codes.add(75);
        enable("ingestion", "0 15 * * * *");
        node.plan();
        passes(Duration.ofMinutes(5));
        enable("ingestion", "0 0 0 29 2 *");
        node.plan();

        passes(Duration.ofMinutes(1));
        passes(Duration.ofDays(2));

        assertThat(runs()).containsExactly("ingestion 12:15 exit 0, 2 starts");
    }

    @Test
    void a_retry_that_the_next_run_would_overtake_is_left_to_it() {
        codes.add(75);
        enable("ingestion", "*/20 * * * * *");
        node.plan();

        passes(Duration.ofSeconds(20));
        passes(Duration.ofSeconds(20));

        assertThat(runs())
                .containsExactly(
                        "ingestion 12:10 exit 75, 1 start", "ingestion 12:10 exit 0, 1 start");
    }

    @Test
    void wrong_configuration_halts_the_job_until_it_is_resumed() {
        codes.add(78);
        enable("ingestion", "0 15 * * * *");
        node.plan();

        passes(Duration.ofMinutes(6));
        node.plan();
        passes(Duration.ofHours(3));
        assertThat(started).hasSize(1);
        assertThat(node.planned()).isEmpty();

        assertThat(Resumption.of(jdbc, "ingestion")).isEqualTo(Resumption.RESUMED);
        node.plan();
        passes(Duration.ofHours(1));
        assertThat(started).hasSize(2);
        assertThat(Resumption.of(jdbc, "ingestion")).isEqualTo(Resumption.NOT_HALTED);
        assertThat(Resumption.of(jdbc, "ingstion")).isEqualTo(Resumption.UNKNOWN);
    }

    @Test
    void the_plan_follows_the_register() {
        enable("ingestion", "0 15 * * * *");
        enable("tokenCleanup", "0 5 1 * * *");
        node.plan();
        assertThat(node.planned()).containsExactly("ingestion", "tokenCleanup");

        jdbc.sql("UPDATE ops.scheduled_jobs SET is_enabled = false WHERE job_name = 'ingestion'")
                .update();
        jdbc.sql(
                        """
                        UPDATE ops.scheduled_jobs
                        SET cron = '0 12 13 * * *', time_zone = 'Europe/Berlin'
                        WHERE job_name = 'tokenCleanup'
                        """)
                .update();
        enable("databaseSnapshot", "no cron");
        node.plan();

        assertThat(node.planned()).containsExactly("tokenCleanup");
        passes(Duration.ofMinutes(3));
        assertThat(runs()).containsExactly("tokenCleanup 12:12 exit 0, 1 start");
    }

    @Test
    void what_waits_to_be_tried_again_is_given_up_when_its_job_is_switched_off() {
        codes.add(75);
        enable("ingestion", "0 15 * * * *");
        node.plan();
        passes(Duration.ofMinutes(5));
        assertThat(unfinished()).isOne();

        jdbc.sql("UPDATE ops.scheduled_jobs SET is_enabled = false").update();
        node.plan();
        passes(Duration.ofMinutes(5));

        assertThat(started).hasSize(1);
        assertThat(unfinished()).isZero();
        assertThat(runs()).containsExactly("ingestion 12:15 exit 75, 1 start");
    }

    @Test
    void a_retry_that_comes_due_after_its_job_was_switched_off_is_given_up() {
        codes.add(75);
        enable("ingestion", "0 15 * * * *");
        node.plan();
        passes(Duration.ofMinutes(5));

        jdbc.sql("UPDATE ops.scheduled_jobs SET is_enabled = false").update();
        passes(Duration.ofMinutes(5));

        assertThat(started).hasSize(1);
        assertThat(unfinished()).isZero();
    }

    @Test
    void a_run_that_is_started_again_has_no_exit_code_until_it_ends() {
        codes.add(75);
        enable("ingestion", "0 15 * * * *");
        node.plan();

        passes(Duration.ofMinutes(5));
        passes(Duration.ofMinutes(1));

        assertThat(codesAtStart).containsExactly("none", "none");
        assertThat(runs()).containsExactly("ingestion 12:15 exit 0, 2 starts");
    }

    @Test
    void a_verb_that_needs_somebody_is_never_started() {
        enable("ingestion", "0 15 * * * *");
        jdbc.sql("UPDATE ops.scheduled_jobs SET arguments = ARRAY['erase', 'run', '--all']")
                .update();
        node.plan();

        assertThat(node.planned()).isEmpty();
    }

    @Test
    void a_due_run_that_ended_is_not_started_again_when_its_node_died_before_it_said_so() {
        enable("ingestion", "0 15 * * * *");
        node.plan();
        passes(Duration.ofMinutes(6));
        jdbc.sql(
                        """
                        UPDATE batch.scheduled_tasks
                        SET picked = true, picked_by = 'gone', last_heartbeat = execution_time,
                            execution_time = '2026-03-02 12:15:00Z', version = version + 1,
                            task_data = convert_to(
                                E'2026-03-02T12:15:00Z\\n0 15 * * * *|UTC|0\\n0\\n0', 'UTF8')
                        """)
                .update();
        time.set(Instant.parse("2026-03-02T13:30:00Z"));
        scheduler.runDeadExecutionDetection();
        scheduler.runAnyDueExecutions();
        passes(Duration.ofMinutes(1));

        assertThat(started).hasSize(1);
        assertThat(runs()).containsExactly("ingestion 12:15 exit 0, 1 start");
    }

    private ScheduleNode node(String name) {
        InstantSource now = time::now;
        return new ScheduleNode(
                database.dataSource(),
                SETTINGS,
                name,
                (arguments, _) -> {
                    started.add(String.join(" ", arguments));
                    codesAtStart.add(
                            jdbc.sql(
                                            "SELECT coalesce(exit_code::text, 'none') FROM"
                                                + " ops.schedule_runs ORDER BY due_at DESC LIMIT 1")
                                    .query(String.class)
                                    .single());
                    Integer code = codes.poll();
                    return code == null ? 0 : code;
                },
                now.withZone(ZoneOffset.UTC),
                () -> false,
                task -> TestHelper.createManualScheduler(database.dataSource(), task).clock(time));
    }

    private void enable(String job, String cron) {
        jdbc.sql(
                        "UPDATE ops.scheduled_jobs SET is_enabled = true, cron = :cron WHERE"
                                + " job_name = :job")
                .param("cron", cron)
                .param("job", job)
                .update();
    }

    private void passes(Duration duration) {
        scheduler.tick(duration);
        scheduler.runAnyDueExecutions();
    }

    private long unfinished() {
        return jdbc.sql("SELECT count(*) FROM ops.schedule_runs WHERE finished_at IS NULL")
                .query(Long.class)
                .single();
    }

    private List<String> runs() {
        return jdbc.sql(
                        """
                        SELECT job_name || ' ' || to_char(due_at AT TIME ZONE 'UTC', 'HH24:MI')
                               || CASE WHEN is_missed THEN ' missed'
                                       ELSE ' exit ' || coalesce(exit_code::text, 'none') || ', '
                                            || attempt_count
                                            || CASE attempt_count WHEN 1 THEN ' start'
                                                                  ELSE ' starts' END END
                        FROM ops.schedule_runs
                        ORDER BY due_at, job_name
                        """)
                .query(String.class)
                .list();
    }
}
