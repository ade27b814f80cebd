package dev.matchmill.architecture.violation.jobs.match;

import org.springframework.batch.infrastructure.item.ItemReader;

/** Relies on the framework's chunks. */
record MatchThatReadsItems(ItemReader<String> reader) {}
