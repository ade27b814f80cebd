package dev.matchmill.architecture.violation.readers.circle;

import dev.matchmill.architecture.violation.readers.round.CycleEnd;

/** One half of a cycle. */
public record CycleStart(CycleEnd end) {}
