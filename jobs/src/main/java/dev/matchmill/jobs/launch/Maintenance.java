package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.maintain.MaintainText;
import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringSteps;
import dev.matchmill.jobs.recurring.Window;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.JobRunner;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;

/** The recurring jobs of one frequency, or some of them, as one execution. */
final class Maintenance {

    private final Session session;
    private final Scope scope;
    private final List<MaintenanceJob> jobs;
    private final boolean isAsked;

    /**
     * Chooses the jobs.
     *
     * @param only names or numbers; empty: all of the frequency
     * @throws IllegalUsageException when one is not of that frequency
     */
    Maintenance(Session session, JobFrequency frequency, List<String> only) {
        this.session = session;
        this.scope = scope(frequency);
        this.jobs = choose(session.get(MaintenanceJobs.class).of(frequency), only, frequency);
        this.isAsked = false;
    }

    /** One job that somebody asked for, whatever the list of recurring jobs says. */
    Maintenance(Session session, MaintenanceJob job) {
        this.session = session;
        this.scope = scope(job.duty().frequency());
        this.jobs = List.of(job);
        this.isAsked = true;
    }

    int plan(OutputFormat output) throws SQLException {
        MaintainText text = session.get(MaintainText.class);
        var plan = session.get(RecurringSteps.class).plan(jobs);
        Console.print(output == OutputFormat.JSON ? text.planJson(plan) : text.planTable(plan));
        return ExitCode.OK.code();
    }

    int run(Optional<LocalTime> until, OutputFormat output) throws SQLException {
        RunOutcome outcome = run(until);
        MaintainText text = session.get(MaintainText.class);
        Console.print(
                output == OutputFormat.JSON
                        ? text.runJson(outcome.id())
                        : text.runTable(outcome.id()));
        if (outcome.end() == RunOutcome.End.STOPPED) {
            Console.say("stopped with work left; the next start goes on");
            return ExitCode.TRY_LATER.code();
        }
        return ExitCode.OK.code();
    }

    /** Runs without printing; false when it was stopped with work left. */
    boolean completes() throws SQLException {
        return run(Optional.empty()).end() != RunOutcome.End.STOPPED;
    }

    private RunOutcome run(Optional<LocalTime> until) throws SQLException {
        Clock clock = session.get(Clock.class);
        Window window =
                until.map(time -> Window.until(time, clock)).orElseGet(() -> Window.open(clock));
        RecurringSteps maintain = session.get(RecurringSteps.class);
        maintain.register(jobs);
        List<Step> steps =
                isAsked ? maintain.asked(jobs.getFirst(), window) : maintain.of(jobs, window);
        SimpleJobBuilder job =
                new JobBuilder(scope.label(), session.get(JobRepository.class))
                        .start(steps.getFirst());
        steps.stream().skip(1).forEach(job::next);
        return session.get(JobRunner.class).run(scope, job.build(), new RunReport());
    }

    private static List<MaintenanceJob> choose(
            List<MaintenanceJob> all, List<String> only, JobFrequency frequency) {
        for (String name : only) {
            if (all.stream().noneMatch(job -> isCalled(job, name))) {
                throw new IllegalUsageException(
                        "no "
                                + frequency.label()
                                + " job is called '"
                                + name
                                + "'; see: matchmill maintain list.");
            }
        }
        return all.stream()
                .filter(job -> only.isEmpty() || only.stream().anyMatch(it -> isCalled(job, it)))
                .toList();
    }

    private static boolean isCalled(MaintenanceJob job, String name) {
        return job.duty().name().equalsIgnoreCase(name) || job.duty().id().equalsIgnoreCase(name);
    }

    private static Scope scope(JobFrequency frequency) {
        return switch (frequency) {
            case HOURLY -> Scope.MAINTAIN_HOURLY;
            case DAILY -> Scope.MAINTAIN_DAILY;
            case WEEKLY -> Scope.MAINTAIN_WEEKLY;
            case MONTHLY -> Scope.MAINTAIN_MONTHLY;
            case QUARTERLY -> Scope.MAINTAIN_QUARTERLY;
            case ON_DEMAND -> throw new IllegalArgumentException("nothing recurs on demand");
        };
    }
}
