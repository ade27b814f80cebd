package dev.matchmill.jobs.killloop;

import java.util.Locale;
import java.util.Set;

/** What is done to a program in the middle of its work, and with which codes it may end. */
enum Disturbance {
    /** SIGKILL at a random moment. */
    KILL(Set.of(137)),
    /** SIGKILL by itself at a named moment. */
    CRASH_POINT(Set.of(137)),
    TERMINATE(Set.of(75)),
    INTERRUPT(Set.of(75)),
    /** Stopped; a second start beside it must leave it alone; then it goes on. */
    FREEZE(Set.of()),
    /** Stopped, and its lock's session ended: a second start takes over, the first one wakes up. */
    ZOMBIE(Set.of(75)),
    /** All its sessions are ended by the server. */
    END_SESSIONS(Set.of(75)),
    /** The session of its lock alone is ended. */
    END_LOCK(Set.of(75)),
    /** The server crashes and comes up again. */
    CRASH_SERVER(Set.of(75)),
    /** Its connection is cut with a COMMIT that the server never sees. */
    CUT_BEFORE_COMMIT(Set.of(75)),
    /** Its connection is cut with a COMMIT that the server has done. */
    CUT_AFTER_COMMIT(Set.of(75)),
    /** No file may be longer than a few kilobytes, as on a disk that is full. */
    FULL_DISK(Set.of(70, 75));

    private final Set<Integer> codes;

    Disturbance(Set<Integer> codes) {
        this.codes = codes;
    }

    /** Whether it may end so; with 0 always, for it may have been done or found a way. */
    boolean allows(int code) {
        return code == 0 || codes.contains(code);
    }

    /** As options and results name it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
