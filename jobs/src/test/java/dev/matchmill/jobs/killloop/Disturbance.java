package dev.matchmill.jobs.killloop;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is done to a program in the middle of its work, and with which codes it may end. */
enum Disturbance {
    /** SIGKILL at a random moment. */
    KILL(4, Set.of(137)),
    /** SIGKILL by itself at a named moment. */
    CRASH_POINT(3, Set.of(137)),
    TERMINATE(2, Set.of(75)),
    INTERRUPT(1, Set.of(75)),
    /** Stopped; a second start beside it must leave it alone; then it goes on. */
    FREEZE(1, Set.of()),
    /** Stopped, and its lock's session ended: a second start takes over, the first one wakes up. */
    ZOMBIE(1, Set.of(75)),
    /** All its sessions are ended by the server. */
    END_SESSIONS(1, Set.of(75)),
    /** The session of its lock alone is ended. */
    END_LOCK(1, Set.of(75)),
    /** The server crashes and comes up again. */
    CRASH_SERVER(1, Set.of(75)),
    /** The server is shut down and comes up again. */
    RESTART_SERVER(1, Set.of(75)),
    /** Its connection is cut with a COMMIT that the server never sees. */
    CUT_BEFORE_COMMIT(1, Set.of(75)),
    /** Its connection is cut with a COMMIT that the server has done. */
    CUT_AFTER_COMMIT(1, Set.of(75)),
    /** No file may be longer than a few kilobytes, as on a disk that is full. */
    FULL_DISK(1, Set.of(75));

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // always Set.of
    private final Set<Integer> codes;

    Disturbance(int weight, Set<Integer> codes) {
        this.weight = weight;
        this.codes = codes;
    }

    /** Each one as often as it is to be drawn beside the others. */
    static List<Disturbance> drawn(List<Disturbance> kinds) {
        return kinds.stream()
                .flatMap(kind -> Collections.nCopies(kind.weight, kind).stream())
                .toList();
    }

    /** Whether it may end so; with 0 always, for it may have been done or found a way. */
    boolean allows(int code) {
        return code == 0 || codes.contains(code);
    }

    /** Whether another worker may be at the same work: not where a second start is the test. */
    boolean mayBeAccompanied() {
        return this != FREEZE && this != ZOMBIE;
    }

    /** Whether it is done to one process alone; then a worker beside it must not notice. */
    boolean sparesOthers() {
        return this == KILL
                || this == CRASH_POINT
                || this == TERMINATE
                || this == INTERRUPT
                || this == FULL_DISK;
    }

    /** As options and results name it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** So that options take it and their help shows it. */
    @Override
    public String toString() {
        return label();
    }
}
