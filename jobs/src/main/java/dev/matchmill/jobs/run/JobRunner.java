package dev.matchmill.jobs.run;

import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.migrations.type.RunId;
import dev.matchmill.migrations.type.RunStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/**
 * Runs one job: takes the lock of its scope, recovers what died under it, starts, and writes the
 * run's row. Each start is a new job instance, for the ledger and not the framework knows what is
 * left to do.
 */
public final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final WorkingConnections connections;
    private final JobOperator operator;
    private final JobRepository repository;
    private final RunRegister register;
    private final CurrentRun current;
    private final RejectionThreshold threshold;
    private final Function<Throwable, ExitCode> failures;

    /**
     * A runner of jobs.
     *
     * @param failures with which code the process will end for a failure
     */
    public JobRunner(
            WorkingConnections connections,
            JobOperator operator,
            JobRepository repository,
            RunRegister register,
            CurrentRun current,
            RejectionThreshold threshold,
            Function<Throwable, ExitCode> failures) {
        this.connections = connections;
        this.operator = operator;
        this.repository = repository;
        this.register = register;
        this.current = current;
        this.threshold = threshold;
        this.failures = failures;
    }

    /**
     * Runs the job to its end.
     *
     * @param report filled by the job's steps
     * @throws dev.matchmill.config.lock.LockHeldException when the scope has a live execution
     * @throws JobFailedException when a step failed; the run's row says so too
     * @throws SQLException when the database is away
     */
    public RunOutcome run(Scope scope, Job job, RunReport report) throws SQLException {
        String holder = "process " + ProcessHandle.current().pid();
        try (ScopeLock lock = ScopeLock.acquire(connections, scope.label(), holder)) {
            CrashPoint.AFTER_LOCK.reached();
            recover(scope.commands());
            RunId id = register.begin(job.getName(), report);
            current.begin(id, lock.fence());
            CrashPoint.AFTER_BEGIN.reached();
            try {
                JobExecution execution = start(job, id);
                CrashPoint.BEFORE_END.reached();
                return finish(id, execution, report);
            } finally {
                current.end();
            }
        }
    }

    /**
     * As {@link #run}, beside other processes that share the scope for the same work. Whoever is
     * alone in it recovers what died: the first before the next may join, the last before it
     * leaves.
     */
    public RunOutcome share(Scope scope, Job job, RunReport report) throws SQLException {
        String holder = "process " + ProcessHandle.current().pid() + " and others that share it";
        try (ScopeLock lock =
                ScopeLock.share(
                        connections,
                        scope.label(),
                        scope.work(job.getName()),
                        holder,
                        () -> recover(scope.commands()))) {
            CrashPoint.AFTER_LOCK.reached();
            report.shared().set(true);
            RunId id = register.begin(job.getName(), report);
            current.beginShared(id, lock);
            CrashPoint.AFTER_BEGIN.reached();
            try {
                JobExecution execution = start(job, id);
                CrashPoint.BEFORE_END.reached();
                return finish(id, execution, report);
            } finally {
                current.end();
                lock.ifLast(() -> recover(scope.commands()));
            }
        }
    }

    private void recover(List<String> names) {
        register.preparePartitions();
        register.failDead(names);
        register.dropClaims(names);
        for (String name : names) {
            for (JobExecution dead : repository.findRunningJobExecutions(name)) {
                LOG.warn(
                        "recovering execution {} of '{}', whose process is gone",
                        dead.getId(),
                        name);
                operator.recover(dead);
            }
        }
    }

    private JobExecution start(Job job, RunId id) {
        JobParameters parameters =
                new JobParametersBuilder().addLong("run", id.value()).toJobParameters();
        try {
            return operator.start(job, parameters);
        } catch (JobExecutionException refused) {
            throw new JobFailedException(
                    "Spring Batch refused to start '" + job.getName() + "'", refused);
        }
    }

    private RunOutcome finish(RunId id, JobExecution execution, RunReport report) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            boolean tooMany = threshold.isExceededBy(report.books());
            boolean clean = report.books().rejected() + report.books().deferred() == 0;
            RunStatus status = clean ? RunStatus.COMPLETED : RunStatus.COMPLETED_WITH_ERRORS;
            ExitCode code = tooMany ? ExitCode.REJECTIONS : ExitCode.OK;
            register.finish(id, execution.getId(), status, code, report, "");
            return new RunOutcome(
                    id,
                    tooMany ? RunOutcome.End.COMPLETED_WITH_REJECTIONS : RunOutcome.End.COMPLETED,
                    report);
        }
        if (execution.getStatus() == BatchStatus.STOPPED) {
            register.finish(
                    id,
                    execution.getId(),
                    RunStatus.STOPPED,
                    ExitCode.TRY_LATER,
                    report,
                    "stopped");
            return new RunOutcome(id, RunOutcome.End.STOPPED, report);
        }
        Throwable cause = Trace.thrown(execution.getAllFailureExceptions().getFirst());
        JobFailedException failure =
                new JobFailedException(
                        "'" + execution.getJobInstance().getJobName() + "' failed", cause);
        register.finish(
                id,
                execution.getId(),
                RunStatus.FAILED,
                failures.apply(failure),
                report,
                cause.getClass().getName());
        throw failure;
    }
}
