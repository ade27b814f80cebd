package dev.matchmill.jobs.schedule;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One node of the schedule. Nodes meet in {@code batch.scheduled_tasks}: each due run is picked by
 * one of them, who says by heartbeats that it lives; what a dead one had, another takes over.
 */
public final class ScheduleNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleNode.class);

    private static final String TASK = "verb";
    private static final String TABLE = "batch.scheduled_tasks";

    private final JobRegister register;
    private final DueRuns runs;
    private final Clock clock;
    private final Task<DueRun> task;
    private final Scheduler scheduler;

    /**
     * A node that does nothing yet.
     *
     * @param name host and process
     * @param stop true once the node shall end: what it runs is asked to end too
     * @param patience how long {@link #close} waits for that
     */
    public ScheduleNode(
            DataSource dataSource,
            ScheduleSettings settings,
            String name,
            VerbRunner verbs,
            Clock clock,
            BooleanSupplier stop,
            Duration patience) {
        this(
                dataSource,
                settings,
                name,
                verbs,
                clock,
                stop,
                task ->
                        Scheduler.create(dataSource, task)
                                .clock(clock::instant)
                                .threads(settings.workers())
                                .shutdownMaxWait(patience));
    }

    ScheduleNode(
            DataSource dataSource,
            ScheduleSettings settings,
            String name,
            VerbRunner verbs,
            Clock clock,
            BooleanSupplier stop,
            Function<Task<DueRun>, SchedulerBuilder> kind) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        this.register = new JobRegister(jdbc);
        this.runs = new DueRuns(jdbc, clock, name);
        this.clock = clock;
        ScheduledVerb verb = new ScheduledVerb(register, runs, verbs, settings, clock, stop);
        this.task = Tasks.custom(TASK, DueRun.class).onDeadExecution(verb).execute(verb);
        this.scheduler =
                kind.apply(task)
                        .tableName(TABLE)
                        .schedulerName(new SchedulerName.Fixed(name))
                        .serializer(new DueRun.Text())
                        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
                        .pollUsingLockAndFetch(0.5, 1)
                        .pollingInterval(settings.poll())
                        .heartbeatInterval(settings.heartbeat())
                        .missedHeartbeatsLimit(ScheduleSettings.MISSED_HEARTBEATS)
                        .build();
    }

    /** Plans what is not planned yet and begins to run what is due. */
    public void start() {
        plan();
        scheduler.start();
    }

    /**
     * Makes the plan equal to the register: new jobs and those with a new timetable get their next
     * moment, those that were switched off or halted lose theirs.
     */
    public void plan() {
        Map<String, ScheduledExecution<DueRun>> planned = new HashMap<>();
        scheduler.fetchScheduledExecutionsForTask(
                TASK,
                DueRun.class,
                execution -> planned.put(execution.getTaskInstance().getId(), execution));
        for (ScheduledJob job : register.all()) {
            ScheduledExecution<DueRun> execution = planned.remove(job.name());
            if (job.isEnabled() && job.fault().isPresent()) {
                LOG.error("{} is not scheduled: {}", job.name(), job.fault().get());
            }
            Optional<DueRun> next = job.next(clock.instant());
            if (next.isEmpty()) {
                drop(job.name(), execution);
            } else if (execution == null) {
                scheduler.scheduleIfNotExists(
                        task.instance(job.name(), next.get()), job.start(next.get()));
            } else if (isPlannedOtherwise(execution.getData(), job)) {
                replan(job, next.get());
            }
        }
        planned.forEach(this::drop);
    }

    /** Whether it is running and able to pick what is due. */
    public boolean isStarted() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }

    Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        scheduler.stop();
    }

    // A run that has begun is finished first; its successor follows the new timetable.
    private static boolean isPlannedOtherwise(DueRun run, ScheduledJob job) {
        return !run.isRetry() && !run.definition().equals(job.definition());
    }

    private void replan(ScheduledJob job, DueRun next) {
        try {
            scheduler.reschedule(task.instance(job.name()), job.start(next), next);
        } catch (TaskInstanceException runningOrGone) {
            LOG.debug("{} is planned anew when it has ended", job.name());
        }
    }

    private void drop(String name, @Nullable ScheduledExecution<DueRun> it) {
        if (it == null || it.isPicked()) {
            return;
        }
        try {
            scheduler.cancel(it.getTaskInstance());
            runs.giveUp(name);
        } catch (TaskInstanceException runningOrGone) {
            LOG.debug("{} leaves the plan when it has ended", name);
        }
    }

    /** Names of the jobs that the plan holds. */
    List<String> planned() {
        return scheduler.getScheduledExecutionsForTask(TASK, DueRun.class).stream()
                .map(it -> it.getTaskInstance().getId())
                .sorted()
                .toList();
    }
}
