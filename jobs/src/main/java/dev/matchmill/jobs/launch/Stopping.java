package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.StopRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and Ctrl-C: asks the work to stop at its next boundary, waits for it, and gives the
 * process the exit code that says so.
 */
final class Stopping {

    static final StopRequest REQUEST = new StopRequest();

    /** Kubernetes and systemd kill after 30 s: by then the code must be out. */
    private static final Duration PATIENCE = Duration.ofSeconds(24);

    private static final CountDownLatch DONE = new CountDownLatch(1);

    private static volatile int exitCode = ExitCode.TRY_LATER.code();

    private Stopping() {}

    static void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(Stopping::stop, "stopping"));
    }

    /** The work has ended by itself, or because it was asked to. */
    static void done(int code) {
        exitCode = code;
        DONE.countDown();
    }

    private static void stop() {
        if (DONE.getCount() == 0) {
            return;
        }
        REQUEST.stop();
        try {
            boolean inTime = DONE.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? exitCode : ExitCode.TRY_LATER.code());
        } catch (InterruptedException interrupted) {
            Runtime.getRuntime().halt(ExitCode.TRY_LATER.code());
        }
    }
}
