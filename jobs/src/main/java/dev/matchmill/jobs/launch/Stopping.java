package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.StopRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and Ctrl-C: asks the work to stop at its next boundary and waits for it, so that the
 * process ends with the code that says so. What takes too long is ended with 75.
 */
final class Stopping {

    static final StopRequest REQUEST = new StopRequest();

    /** Kubernetes and systemd kill after 30 s: by then the code must be out. */
    private static final Duration PATIENCE = Duration.ofSeconds(24);

    /** System property of a process whose end of standard input is the order to stop. */
    static final String WITH_INPUT = "matchmill.stop-with-input";

    private static final CountDownLatch DONE = new CountDownLatch(1);

    private static volatile Duration patience = PATIENCE;

    private Stopping() {}

    static void watch() {
        // No shutdown hook: while the JVM shuts down, libraries that start refuse to, and the
        // runtime of the model is freed below the work that is asked to leave off.
        Signals.ENDING.forEach(signal -> Signals.on(signal, Stopping::stop));
        if (Boolean.getBoolean(WITH_INPUT)) {
            Thread.ofPlatform().daemon().name("input").start(Stopping::stopWithInput);
        }
    }

    /** For work that has to wait for processes, which take as long as this one may themselves. */
    static void takeAtMost(Duration time) {
        patience = time;
    }

    /** The work has ended by itself, or because it was asked to; the process ends now. */
    static void done() {
        DONE.countDown();
    }

    private static void stop() {
        REQUEST.stop();
        try {
            if (!DONE.await(patience.toSeconds(), TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.TRY_LATER.code());
            }
        } catch (InterruptedException interrupted) {
            Runtime.getRuntime().halt(ExitCode.TRY_LATER.code());
        }
    }

    // Whoever started this process has gone, however that came: nobody waits for its end any more.
    private static void stopWithInput() {
        try {
            while (System.in.read() >= 0) {
                // what comes in means nothing
            }
        } catch (IOException closed) {
            // as good as the end
        }
        stop();
    }
}
