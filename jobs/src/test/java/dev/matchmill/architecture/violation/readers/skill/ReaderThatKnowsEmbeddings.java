package dev.matchmill.architecture.violation.readers.skill;

import dev.matchmill.architecture.violation.embeddings.model.Vector;

/** Breaks the direction of modules. */
record ReaderThatKnowsEmbeddings(Vector vector) {}
