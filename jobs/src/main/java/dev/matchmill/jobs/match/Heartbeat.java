package dev.matchmill.jobs.match;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives signs of life while long work is done on a thread of its own.
 *
 * @param sign fails when nobody wants the work any more; then it is left to itself
 */
record Heartbeat(Duration every, Runnable sign) {

    void during(Runnable work) throws InterruptedException {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Thread.ofPlatform().daemon().name("match").start(task);
        while (true) {
            try {
                task.get(every.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException atWork) {
                sign.run();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException("the work failed", failed);
            }
        }
    }
}
