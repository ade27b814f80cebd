package dev.matchmill.jobs.schedule;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when a job is due: misfire rule, start, exit code, next due moment. */
record ScheduledVerb(
        JobRegister register,
        DueRuns runs,
        VerbRunner verbs,
        ScheduleSettings settings,
        Clock clock,
        BooleanSupplier stop)
        implements ExecutionHandler<DueRun>, DeadExecutionHandler<DueRun> {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledVerb.class);

    @Override
    public CompletionHandler<DueRun> execute(TaskInstance<DueRun> task, ExecutionContext context) {
        Optional<ScheduledJob> found = register.find(task.getId()).filter(ScheduledJob::isActive);
        if (found.isEmpty()) {
            runs.giveUp(task.getId());
            return (_, operations) -> operations.remove();
        }
        ScheduledJob job = found.get();
        DueRun due = task.getData();
        runs.tidy(job.name(), due.dueAt(), settings.keep());
        if (!due.isRetry() && job.isTooLate(due, clock.instant())) {
            LOG.warn("{}, due at {}, is left out: it is too late", job.name(), due.dueAt());
            runs.miss(job.name(), due.dueAt());
            return next(job, due);
        }
        if (!runs.begin(job.name(), due.dueAt())) {
            return next(job, due);
        }
        LOG.info("{}, due at {}, starts", job.name(), due.dueAt());
        return end(job, due, verbs.run(job.arguments(), stop));
    }

    private CompletionHandler<DueRun> end(ScheduledJob job, DueRun due, int code) {
        if (stop.getAsBoolean() && code != 0) {
            // It was this node that ended it: another one goes on at once.
            return again(job, due, code, new AfterRun.Again(Duration.ZERO, due.delayed()));
        }
        return switch (new RetryRule(settings).after(due, code)) {
            case AfterRun.Done _ -> over(job, due, code);
            case AfterRun.Alert(var sentence) -> {
                LOG.error("{} ended with exit code {}: {}", job.name(), code, sentence);
                yield over(job, due, code);
            }
            case AfterRun.Halt(var exitCode) -> {
                LOG.error(
                        "{} ended with exit code {} and is halted: mend it, then matchmill schedule"
                                + " --resume {}",
                        job.name(),
                        exitCode,
                        job.name());
                runs.end(job.name(), due.dueAt(), code, true);
                register.halt(job.name(), exitCode);
                yield (_, operations) -> operations.remove();
            }
            case AfterRun.Again again -> again(job, due, code, again);
        };
    }

    private CompletionHandler<DueRun> over(ScheduledJob job, DueRun due, int code) {
        LOG.info("{}, due at {}, ended with exit code {}", job.name(), due.dueAt(), code);
        runs.end(job.name(), due.dueAt(), code, true);
        return next(job, due);
    }

    // A retry that the next due run would overtake is left to that one.
    private CompletionHandler<DueRun> again(
            ScheduledJob job, DueRun due, int code, AfterRun.Again again) {
        Instant at = clock.instant().plus(again.pause());
        Optional<DueRun> next = job.next(clock.instant());
        boolean isOvertaken = next.isPresent() && !job.start(next.get()).isAfter(at);
        LOG.warn(
                "{}, due at {}, ended with exit code {}: {}",
                job.name(),
                due.dueAt(),
                code,
                isOvertaken ? "its next run goes on" : "again at " + at);
        runs.end(job.name(), due.dueAt(), code, isOvertaken);
        return isOvertaken
                ? next(job, due)
                : (done, operations) -> operations.reschedule(done, at, again.run());
    }

    private CompletionHandler<DueRun> next(ScheduledJob job, DueRun due) {
        return (done, operations) -> {
            Instant now = clock.instant();
            Optional<DueRun> next = job.next(now.isAfter(due.dueAt()) ? now : due.dueAt());
            if (next.isPresent()) {
                operations.reschedule(done, job.start(next.get()), next.get());
            } else {
                operations.remove();
            }
        };
    }

    /** Another node died while it ran this: it starts again here, and is counted. */
    @Override
    public void deadExecution(ExecutionComplete dead, ExecutionOperations<DueRun> operations) {
        String job = dead.getExecution().getId();
        DueRun due = (DueRun) dead.getExecution().taskInstance.getData();
        LOG.warn(
                "{}, due at {}, is taken over from {}, which has gone",
                job,
                due.dueAt(),
                dead.getExecution().pickedBy);
        runs.takeOver(job, due.dueAt());
        operations.reschedule(dead, clock.instant(), due.delayed());
    }
}
