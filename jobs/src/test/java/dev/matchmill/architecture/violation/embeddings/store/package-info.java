/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.embeddings.store;

import org.jspecify.annotations.NullMarked;
