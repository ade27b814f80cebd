package dev.matchmill.jobs.doctor;

import java.time.Duration;
import java.util.Locale;

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
        String found =
                String.format(
                        Locale.ROOT,
                        "server %+.1f s, time zone %s",
                        difference.toMillis() / 1000.0,
                        zone);
        return difference.abs().compareTo(TOLERATED) <= 0
                ? Finding.ok("clock", found)
                : Finding.warn("clock", found, "Let NTP set the clocks of both machines.");
    }
}
