package dev.matchmill.architecture.violation.readers.batch;

import org.springframework.batch.core.step.Step;

/** Knows the framework. */
record ReaderThatKnowsBatch(Step step) {}
