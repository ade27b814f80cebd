package dev.matchmill.architecture.violation.embeddings.store;

import dev.matchmill.architecture.violation.readers.parse.Document;

/** Breaks the direction of modules. */
record EmbeddingThatKnowsReaders(Document document) {}
