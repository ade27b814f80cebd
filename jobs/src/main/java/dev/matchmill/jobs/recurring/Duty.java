package dev.matchmill.jobs.recurring;

import dev.matchmill.migrations.type.JobFrequency;

/**
 * What a recurring job is there for.
 *
 * @param id its number in the register of jobs, such as {@code J01}
 * @param name its name in {@code ops.scheduled_jobs}
 * @param does what it does, a phrase
 */
public record Duty(String id, String name, JobFrequency frequency, String does) {

    public Duty {
        if (!id.matches("J\\d{2}") || !name.matches("[a-z][A-Za-z]+")) {
            throw new IllegalArgumentException("not a job: " + id + " " + name);
        }
    }
}
