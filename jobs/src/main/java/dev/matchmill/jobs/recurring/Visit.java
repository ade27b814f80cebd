package dev.matchmill.jobs.recurring;

import dev.matchmill.jobs.run.StopRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** One run of one job: its instant, when it must leave off, and what it did and found. */
public final class Visit {

    private final Instant now;
    private final StopRequest stop;
    private final Window window;
    private final Tally tally = new Tally();
    private final List<Finding> findings = new ArrayList<>();
    private boolean isCutOff;
    private boolean isPostponed;

    Visit(Instant now, StopRequest stop, Window window) {
        this.now = now;
        this.stop = stop;
        this.window = window;
    }

    /** The instant that decides what is due; the same for the whole run. */
    public OffsetDateTime now() {
        return now.atOffset(ZoneOffset.UTC);
    }

    /** The calendar day of {@link #now}, UTC. */
    public LocalDate today() {
        return now().toLocalDate();
    }

    /** Whether to leave off. Asked only by who has more to do: true means that work is left. */
    public boolean isOver() {
        isCutOff |= isTimeUp();
        return isCutOff;
    }

    /** Whether somebody asked to stop, or the window has ended. */
    public boolean isTimeUp() {
        return stop.isStopped() || window.isOver();
    }

    /** The work was broken off in the middle; the rest is for the next run. */
    public void cutOff() {
        isCutOff = true;
    }

    /** One thing could not be done now, since somebody else holds it; the next run tries again. */
    public void postpone(String what) {
        isPostponed = true;
        note("postponed: " + what, true);
    }

    public void affect(String what, long rows) {
        tally.affected().merge(what, rows, Long::sum);
    }

    public void hold(String what, long rows) {
        if (rows > 0) {
            tally.held().merge(what, rows, Long::sum);
        }
    }

    public void note(String name, Object figure) {
        tally.noted().put(name, figure);
    }

    public void find(Finding finding) {
        findings.add(finding);
    }

    public Tally tally() {
        return tally;
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    boolean isCutOff() {
        return isCutOff;
    }

    boolean hasWorkLeft() {
        return isCutOff || isPostponed;
    }
}
