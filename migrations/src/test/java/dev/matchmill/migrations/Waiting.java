package dev.matchmill.migrations;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another session does. */
final class Waiting {

    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final long PAUSE_NS = 20_000_000L;

    private Waiting() {}

    /** Returns when the condition holds; fails after half a minute. */
    static void until(String what, BooleanSupplier condition) {
        long started = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - started > PATIENCE_NS) {
                throw new AssertionError("did not happen: " + what);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
