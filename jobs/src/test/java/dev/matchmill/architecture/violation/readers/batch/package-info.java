/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.readers.batch;

import org.jspecify.annotations.NullMarked;
