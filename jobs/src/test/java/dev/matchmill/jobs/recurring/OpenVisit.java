package dev.matchmill.jobs.recurring;

import dev.matchmill.jobs.run.StopRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Visits without a run around them: for tests of one job. */
public final class OpenVisit {

    private OpenVisit() {}

    /** One that may take as long as it needs. */
    public static Visit at(Instant now) {
        return at(now, new StopRequest());
    }

    /** One that somebody may stop. */
    public static Visit at(Instant now, StopRequest stop) {
        return new Visit(now, stop, Window.open(Clock.fixed(now, ZoneOffset.UTC)));
    }

    /** Whether the next run has to go on. */
    public static boolean leavesWork(Visit visit) {
        return visit.hasWorkLeft();
    }
}
