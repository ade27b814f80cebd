package dev.matchmill.architecture.violation.jobs.run;

import dev.matchmill.architecture.violation.jobs.ingest.Intake;

/** Is shared and knows a feature. */
record RunThatKnowsIngest(Intake intake) {}
