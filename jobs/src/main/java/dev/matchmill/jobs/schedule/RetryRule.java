package dev.matchmill.jobs.schedule;

import dev.matchmill.jobs.run.ExitCode;
import java.time.Duration;

/** What an exit code means to the schedule. */
record RetryRule(ScheduleSettings settings) {

    AfterRun after(DueRun run, int exitCode) {
        for (ExitCode known : ExitCode.values()) {
            if (known.code() == exitCode) {
                return after(run, known);
            }
        }
        // Ended by a signal or by the virtual machine: as unexpected as code 70.
        return after(run, ExitCode.FAILURE);
    }

    private AfterRun after(DueRun run, ExitCode code) {
        return switch (code) {
            case OK -> new AfterRun.Done();
            case REJECTIONS ->
                    new AfterRun.Alert("more items were rejected than the threshold allows");
            case GATED -> new AfterRun.Alert("a safety cap or quality gate stopped it");
            case USAGE, PRECONDITION -> new AfterRun.Halt(code.code());
            case TRY_LATER -> new AfterRun.Again(wait(run.delays()), run.delayed());
            case FAILURE ->
                    run.failures() + 1 < settings.failures()
                            ? new AfterRun.Again(wait(run.failures()), run.failed())
                            : new AfterRun.Alert(
                                    "it failed " + settings.failures() + " times in a row");
        };
    }

    // 1, 2, 4 … times the first wait.
    private Duration wait(int retries) {
        Duration doubled = settings.retryFrom().multipliedBy(1L << Math.min(retries, 20));
        return doubled.compareTo(settings.retryTo()) < 0 ? doubled : settings.retryTo();
    }
}
