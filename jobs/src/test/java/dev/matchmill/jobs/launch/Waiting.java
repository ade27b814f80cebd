package dev.matchmill.jobs.launch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another thread, process or the server will bring about. */
final class Waiting {

    private Waiting() {}

    static void until(String what, BooleanSupplier condition) {
        until(what, 60, condition);
    }

    /** With a longest time for what takes several processes, one after the other. */
    static void until(String what, long seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
