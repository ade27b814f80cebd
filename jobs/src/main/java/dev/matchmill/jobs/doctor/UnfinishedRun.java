package dev.matchmill.jobs.doctor;

import java.time.Instant;

/**
 * A run whose row says that it runs.
 *
 * @param locked whether somebody holds the lock of its scope, so that it can be alive
 */
record UnfinishedRun(long id, String command, Instant started, boolean locked) implements Check {

    @Override
    public Finding judge() {
        String found = command + " (run " + id + ") since " + started;
        return locked
                ? Finding.ok("runs", found + " is running")
                : Finding.warn(
                        "runs",
                        found + " has died",
                        "Nothing to repair: start the same verb again, it goes on where that one"
                                + " stopped.");
    }
}
