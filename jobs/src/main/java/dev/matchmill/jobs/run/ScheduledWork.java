package dev.matchmill.jobs.run;

import dev.matchmill.migrations.type.JobFrequency;

/**
 * Work of the schedule that the verbs of the pipeline do: {@code ingest}, {@code match} and {@code
 * run}, whenever they run.
 */
public enum ScheduledWork {
    INGESTION("J24", "ingestion", JobFrequency.HOURLY, "Run every due ingestion source"),
    MATCH_CHANGED(
            "J25",
            "matchRefreshIncremental",
            JobFrequency.HOURLY,
            "Match changed jobs and candidates"),
    MATCH_ALL(
            "J30",
            "matchRefreshFull",
            JobFrequency.WEEKLY,
            "Match every open job against every active candidate");

    private final String id;
    private final String jobName;
    private final JobFrequency frequency;
    private final String does;

    ScheduledWork(String id, String jobName, JobFrequency frequency, String does) {
        this.id = id;
        this.jobName = jobName;
        this.frequency = frequency;
        this.does = does;
    }

    /** Its number in the register of jobs, such as {@code J24}. */
    public String id() {
        return id;
    }

    /** Its name in {@code ops.scheduled_jobs}. */
    public String jobName() {
        return jobName;
    }

    public JobFrequency frequency() {
        return frequency;
    }

    /** What it does, a phrase. */
    public String does() {
        return does;
    }
}
