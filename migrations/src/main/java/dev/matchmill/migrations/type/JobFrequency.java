package dev.matchmill.migrations.type;

/** How often a recurring job is due. Equals the enum {@code job_frequency}. */
public enum JobFrequency implements DatabaseLabel {
    ON_DEMAND,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    QUARTERLY
}
