package dev.matchmill.jobs.killloop;

import java.util.Locale;

/**
 * What happened in one round.
 *
 * @param point crash point and count, or how long after the signal it came
 * @param landed whether the work was in progress when it was disturbed
 * @param code what the disturbed program ended with
 */
record Round(int number, Work work, Disturbance by, String point, boolean landed, int code) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%4d  %-13s %-18s %-22s ended with %3d%s",
                number,
                work.label(),
                by.label(),
                point,
                code,
                landed ? "" : "  (had ended before)");
    }
}
