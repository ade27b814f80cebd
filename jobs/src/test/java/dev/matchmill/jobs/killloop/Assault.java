package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.launch.BusinessRows;
import dev.matchmill.jobs.launch.ProgramProcess;
import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import dev.matchmill.jobs.launch.ProgramProcess.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts a program, waits until it is at work, disturbs it from outside, and sees it end. */
final class Assault {

    private static final long PROMISED_STOP_SECONDS = 25;
    private static final int SECOND_STARTS = 15;

    private final World world;
    private final Work work;
    private final Disturbance by;
    private final Setup setup;
    private final Optional<Setup> companion;
    private final String[] arguments;
    private final Patience patience;
    private final List<String> breaches = new ArrayList<>();
    private boolean landed;

    /**
     * One program that is disturbed.
     *
     * @param companion how another worker is started, if there is one beside it
     */
    Assault(
            World world,
            Work work,
            Disturbance by,
            Setup setup,
            Optional<Setup> companion,
            List<String> arguments,
            Patience patience) {
        this.world = world;
        this.work = work;
        this.by = by;
        this.setup = setup;
        this.companion = companion;
        this.arguments = arguments.toArray(String[]::new);
        this.patience = patience;
    }

    /** What was seen to be wrong at once. */
    List<String> breaches() {
        return breaches;
    }

    boolean landed() {
        return landed;
    }

    /** How the disturbed program ended. */
    Ended run(long pauseNanos) {
        if (companion.isEmpty()) {
            return disturbed(pauseNanos);
        }
        try (ProgramProcess other = companion.get().start(arguments)) {
            Ended ended = disturbed(pauseNanos);
            Ended others = patience.end(other);
            boolean isRight = by.sparesOthers() ? others.code() == 0 : by.allows(others.code());
            if (!isRight) {
                breaches.add("the worker beside it ended with " + others.code() + tail(others));
            }
            return ended;
        }
    }

    private Ended disturbed(long pauseNanos) {
        long before = world.server().number(work.signal());
        int cuts = world.proxy().cuts();
        try (ProgramProcess program = setup.start(arguments)) {
            List<ProcessHandle> children = List.of();
            if (by != Disturbance.CRASH_POINT && by != Disturbance.FULL_DISK) {
                awaitProgress(program, before);
                LockSupport.parkNanos(pauseNanos);
                if (program.isAlive() && world.number("runs in progress") > 0) {
                    children = program.children();
                    landed = program.isAlive();
                    disturb(program);
                }
            }
            Ended ended = patience.end(program);
            world.proxy().pass();
            children.forEach(this::expectGone);
            landed = landed(ended, cuts);
            return ended;
        }
    }

    private boolean landed(Ended ended, int cutsBefore) {
        return switch (by) {
            case KILL -> landed && ended.code() == 137;
            case CRASH_POINT -> ended.code() == 137;
            case FULL_DISK -> ended.code() != 0;
            case TERMINATE, INTERRUPT -> landed && ended.code() == 75;
            case CUT_BEFORE_COMMIT, CUT_AFTER_COMMIT -> world.proxy().cuts() > cutsBefore;
            case FREEZE, ZOMBIE, END_SESSIONS, END_LOCK, CRASH_SERVER, RESTART_SERVER -> landed;
        };
    }

    private void awaitProgress(ProgramProcess program, long before) {
        int wanted = companion.isPresent() ? 2 : 0;
        long end = System.nanoTime() + patience.most().toNanos();
        while (program.isAlive()
                && System.nanoTime() < end
                && (world.server().number(work.signal()) == before
                        || world.number("runs in progress") < wanted)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
        }
    }

    private void disturb(ProgramProcess program) {
        switch (by) {
            case KILL -> program.kill();
            case TERMINATE -> stop(program, "TERM");
            case INTERRUPT -> stop(program, "INT");
            case FREEZE -> freeze(program);
            case ZOMBIE -> takeOver(program);
            case END_SESSIONS -> world.server().endSessions();
            case END_LOCK -> world.server().endLockHolders();
            case CRASH_SERVER -> world.server().crash();
            case RESTART_SERVER -> world.server().restart();
            case CUT_BEFORE_COMMIT -> world.proxy().cut(CuttingProxy.Cut.BEFORE_COMMIT, 0);
            case CUT_AFTER_COMMIT -> world.proxy().cut(CuttingProxy.Cut.AFTER_COMMIT, 0);
            case CRASH_POINT, FULL_DISK -> throw new IllegalStateException("comes by itself");
        }
    }

    private void stop(ProgramProcess program, String signal) {
        long asked = System.nanoTime();
        program.signal(signal);
        patience.end(program);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - asked);
        if (seconds > PROMISED_STOP_SECONDS) {
            breaches.add("SIG" + signal + ": it took " + seconds + " s to end");
        }
    }

    private void freeze(ProgramProcess program) {
        landed = program.freeze();
        if (!landed) {
            return;
        }
        int second = patience.run(setup, arguments).code();
        // One that shares may take over what the stopped one leaves, or find its rows locked.
        if (second != 75 && !(work.isShared() && second == 0)) {
            breaches.add("a second start beside a stopped one ended with " + second);
        }
        program.signal("CONT");
    }

    private void takeOver(ProgramProcess program) {
        landed = program.freeze();
        if (!landed) {
            return;
        }
        world.server().endLockHolders();
        int code = 75;
        // What the stopped one holds in a transaction is freed when the server ends that.
        for (int i = 0; i < SECOND_STARTS && code == 75; i++) {
            code = patience.run(setup, arguments).code();
        }
        if (code != 0) {
            breaches.add("the successor of a stopped one ended with " + code);
        }
        List<String> before = rows();
        program.signal("CONT");
        Ended first = patience.end(program);
        if (first.code() != 75) {
            breaches.add("the one that was taken over ended with " + first.code() + tail(first));
        }
        List<String> changes = BusinessRows.differences(before, rows());
        if (!changes.isEmpty()) {
            breaches.add("the one that was taken over still wrote " + changes.getFirst());
        }
    }

    private List<String> rows() {
        return world.server().ask(jdbc -> new BusinessRows(jdbc).versions());
    }

    private void expectGone(ProcessHandle child) {
        try {
            child.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception stays) {
            breaches.add("child process " + child.pid() + " outlives its parent");
        }
    }

    /** Its last sentence, and the end of what it said. */
    static String tail(Ended ended) {
        String err = ended.err().strip();
        String sentence =
                err.lines()
                        .filter(line -> line.startsWith("matchmill: "))
                        .reduce("", (_, later) -> later);
        return ": " + sentence + "\n" + err.substring(Math.max(0, err.length() - 600));
    }
}
