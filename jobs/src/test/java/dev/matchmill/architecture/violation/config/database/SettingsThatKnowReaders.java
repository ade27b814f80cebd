package dev.matchmill.architecture.violation.config.database;

import dev.matchmill.architecture.violation.readers.parse.Document;

/** Breaks the direction of modules. */
record SettingsThatKnowReaders(Document document) {}
