package dev.matchmill.jobs.doctor;

import java.time.Duration;

/**
 * How far the server's clock is from ours; leases and cut-off dates compare times of both.
 *
 * @param difference the server's time less ours
 * @param zone of the session, in which the server prints times
 */
record ClockDifference(Duration difference, String zone) implements Check {

    private static final Duration TOLERATED = Duration.ofSeconds(5);

    @Override
    public Finding judge() {
        String found = "server %+d ms, time zone %s".formatted(difference.toMillis(), zone);
        return difference.abs().compareTo(TOLERATED) <= 0
                ? Finding.ok("clock", found)
                : Finding.warn("clock", found, "Let NTP set the clocks of both machines.");
    }
}
