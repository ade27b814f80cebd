package dev.matchmill.jobs.run;

/** Set once when the process shall end; work stops at the next boundary. Thread-safe. */
public final class StopRequest {

    private volatile boolean stopped;

    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }
}
