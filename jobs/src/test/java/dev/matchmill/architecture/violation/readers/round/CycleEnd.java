package dev.matchmill.architecture.violation.readers.round;

import dev.matchmill.architecture.violation.readers.circle.CycleStart;

/** The other half of a cycle. */
public record CycleEnd(Class<CycleStart> start) {}
