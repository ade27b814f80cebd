package dev.matchmill.architecture.violation.jobs.ingest;

import dev.matchmill.architecture.violation.jobs.launch.Launch;

/** Knows who starts it. */
record IngestThatKnowsLaunch(Launch launch) {}
