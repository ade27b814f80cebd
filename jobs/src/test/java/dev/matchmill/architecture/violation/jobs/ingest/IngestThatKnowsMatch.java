package dev.matchmill.architecture.violation.jobs.ingest;

import dev.matchmill.architecture.violation.jobs.match.Match;

/** Knows another feature. */
record IngestThatKnowsMatch(Match match) {}
