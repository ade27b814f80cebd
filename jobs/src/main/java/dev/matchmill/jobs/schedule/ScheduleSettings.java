package dev.matchmill.jobs.schedule;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a node of the schedule works.
 *
 * @param workers verbs that one node runs at once
 * @param poll how often it looks for what is due
 * @param heartbeat how often it says that it lives; after four that are missing, another node takes
 *     over what it had
 * @param retryFrom wait before the first retry; it doubles with each
 * @param retryTo longest wait
 * @param failures starts of one due run that may end unexpectedly (exit code 70 or a signal)
 * @param keep how long due runs are remembered
 */
@ConfigurationProperties(prefix = "matchmill.jobs.schedule", ignoreUnknownFields = false)
public record ScheduleSettings(
        @DefaultValue("2") int workers,
        @DefaultValue("5s") Duration poll,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("30s") Duration retryFrom,
        @DefaultValue("15m") Duration retryTo,
        @DefaultValue("3") int failures,
        @DefaultValue("400d") Duration keep) {

    /** Heartbeats that may be missing; db-scheduler takes no less. */
    static final int MISSED_HEARTBEATS = 4;

    public ScheduleSettings {
        if (workers < 1 || workers > 16) {
            throw new IllegalArgumentException("matchmill.jobs.schedule.workers must be 1 to 16");
        }
        if (failures < 1 || failures > 20) {
            throw new IllegalArgumentException("matchmill.jobs.schedule.failures must be 1 to 20");
        }
        atLeast("poll", poll, Duration.ofMillis(100));
        atLeast("heartbeat", heartbeat, Duration.ofMillis(100));
        atLeast("retry-from", retryFrom, Duration.ofMillis(100));
        atLeast("retry-to", retryTo, retryFrom);
        atLeast("keep", keep, Duration.ofDays(1));
    }

    private static void atLeast(String key, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.schedule."
                            + key
                            + " must be at least "
                            + least.toMillis()
                            + "ms");
        }
    }
}
