package dev.matchmill.readers.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Pipes know no timeout: a thread of its own waits for them and ends with the child. */
final class TimedPipe {

    static final Executor THREADS =
            task -> Thread.ofPlatform().daemon().name("sandbox-pipe").start(task);

    /** How often one looks after a document that is in work. */
    private static final Duration STEP = Duration.ofMillis(250);

    /** A machine that is too busy to let a document compute may keep it so many limits longer. */
    private static final int MOST_STARVED = 2;

    private TimedPipe() {}

    /** Reads or writes. */
    interface Task<T> {
        T run() throws IOException;
    }

    /**
     * What the task gives, if it ends in time.
     *
     * @param step runs again and again; what it returns doesn't count, up to a multiple of the
     *     limit
     */
    static <T> T within(Duration limit, Supplier<Duration> step, Task<T> task)
            throws IOException, TimeoutException, InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        THREADS.execute(() -> {
            try {
                result.complete(task.run());
            } catch (IOException | RuntimeException | Error failed) {
                result.completeExceptionally(failed);
            }
        });
        long begin = System.nanoTime();
        long most = limit.toNanos();
        long free = 0;
        try {
            while (true) {
                long left = most + Math.min(free, MOST_STARVED * most) - System.nanoTime() + begin;
                if (left <= 0) {
                    throw new TimeoutException();
                }
                try {
                    return result.get(Math.min(left, STEP.toNanos()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException notYet) {
                    free = step.get().toNanos();
                }
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed);
        }
    }
}
