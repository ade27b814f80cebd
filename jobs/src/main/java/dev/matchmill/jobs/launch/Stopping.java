package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.StopRequest;
import java.io.IOException;
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

    /** System property of a process whose end of standard input is the order to stop. */
    static final String WITH_INPUT = "matchmill.stop-with-input";

    private static final CountDownLatch DONE = new CountDownLatch(1);

    private static volatile Duration patience = PATIENCE;

    private static volatile int exitCode = ExitCode.TRY_LATER.code();

    private Stopping() {}

    static void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(Stopping::stop, "stopping"));
        if (Boolean.getBoolean(WITH_INPUT)) {
            Thread.ofPlatform().daemon().name("input").start(Stopping::stopWithInput);
        }
    }

    /** For work that has to wait for processes, which take as long as this one may themselves. */
    static void takeAtMost(Duration time) {
        patience = time;
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
            boolean inTime = DONE.await(patience.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? exitCode : ExitCode.TRY_LATER.code());
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
        System.exit(ExitCode.TRY_LATER.code());
    }
}
