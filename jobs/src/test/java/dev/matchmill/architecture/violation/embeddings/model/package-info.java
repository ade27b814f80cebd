/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.embeddings.model;

import org.jspecify.annotations.NullMarked;
