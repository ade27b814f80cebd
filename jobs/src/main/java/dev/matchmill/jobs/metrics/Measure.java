package dev.matchmill.jobs.metrics;

import java.time.Duration;

/**
 * One figure, or one for each value of a label.
 *
 * @param name with its unit, as Prometheus wants it
 * @param label name of the label; empty for none. Its values are few and known: states, reasons,
 *     names of tables and jobs. Not {@code job} or {@code instance}: those say who was asked, and
 *     Prometheus renames ours, a Pushgateway refuses them
 * @param every how old a reading may become before it is read anew
 * @param sql gives the columns {@code label} (text) and {@code value}; rows without a value are
 *     left out
 */
record Measure(String name, String help, String label, Duration every, String sql) {

    Measure {
        if (!name.matches("matchmill_[a-z0-9_]+")
                || label.equals("job")
                || label.equals("instance")
                || every.isNegative()
                || every.isZero()) {
            throw new IllegalArgumentException("not a measure: " + name);
        }
    }
}
