package dev.matchmill.jobs.doctor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what may hang: a server that accepts and says nothing, a model on a dead disk. */
final class TimeLimit {

    private TimeLimit() {}

    /**
     * Runs the work on a thread of its own; one that takes too long is left behind and does not
     * keep the program alive.
     *
     * @throws TimeoutException when the limit is over
     */
    static <T> T within(Duration limit, Callable<T> work) throws TimeoutException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("doctor").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while checking", stopped);
        }
    }
}
