package dev.matchmill.jobs.maintain.page;

import dev.matchmill.jobs.maintain.page.MaintenanceReport.JobState;
import dev.matchmill.jobs.maintain.page.MaintenanceReport.OpenFinding;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people write them. */
final class Figures {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Figures() {}

    /** A size with at most three digits before its unit, such as {@code 12.5 MB}. */
    static String bytes(long bytes) {
        double size = Math.abs((double) bytes);
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        String figure =
                String.format(Locale.ROOT, unit == 0 || size >= 100 ? "%.0f" : "%.1f", size);
        return (bytes < 0 ? "-" : "") + figure + " " + UNITS[unit];
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String percent(@Nullable Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    static String millis(double millis) {
        return millis >= 1000
                ? String.format(Locale.ROOT, "%,.1f s", millis / 1000)
                : String.format(Locale.ROOT, "%.1f ms", millis);
    }

    /** How long ago, in the two largest units. */
    static String age(@Nullable Double seconds) {
        if (seconds == null) {
            return "never";
        }
        Duration age = Duration.ofSeconds(Math.max(0, Math.round(seconds)));
        if (age.toDays() > 0) {
            return age.toDays() + " d " + age.toHoursPart() + " h";
        }
        return age.toHours() > 0
                ? age.toHours() + " h " + age.toMinutesPart() + " min"
                : age.toMinutes() + " min";
    }

    /** What was measured against what, in the unit of the kind. */
    static String measured(OpenFinding finding) {
        return switch (finding.kind()) {
            case "unused_index", "duplicate_index", "missing_fk_index" ->
                    bytes(Math.round(finding.metric()));
            case "size_growth" -> "+" + bytes(Math.round(finding.metric()));
            case "slow_query", "slow_query_trend" ->
                    millis(finding.metric()) + " > " + millis(finding.threshold());
            case "low_cache_hit", "low_index_hit", "connection_usage", "stale_statistics" ->
                    percent(finding.metric()) + " / " + percent(finding.threshold());
            case "long_transaction", "replication_lag" -> millis(finding.metric() * 1000);
            case "counter_difference" ->
                    count(Math.round(finding.metric()))
                            + " should be "
                            + count(Math.round(finding.threshold()));
            case "sequential_scans", "partition_gap" ->
                    count(Math.round(finding.metric())) + " rows";
            case "index_bloat" -> String.format(Locale.ROOT, "%.0f %% used", finding.metric());
            default -> "";
        };
    }

    /** How a job stands, in a word. */
    static String state(JobState job) {
        if (!job.isEnabled()) {
            return "switched off";
        }
        return job.isOverdue() ? "overdue" : "in time";
    }
}
