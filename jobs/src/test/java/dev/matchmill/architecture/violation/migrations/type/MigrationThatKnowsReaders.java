package dev.matchmill.architecture.violation.migrations.type;

import dev.matchmill.architecture.violation.readers.parse.Document;

/** Breaks the direction of modules. */
record MigrationThatKnowsReaders(Document document) {}
