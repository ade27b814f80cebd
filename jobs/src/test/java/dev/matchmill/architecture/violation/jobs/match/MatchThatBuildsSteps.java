package dev.matchmill.architecture.violation.jobs.match;

import org.springframework.batch.core.step.builder.StepBuilder;

/** Makes steps of its own. */
record MatchThatBuildsSteps(StepBuilder builder) {}
