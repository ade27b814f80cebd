/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.readers.circle;

import org.jspecify.annotations.NullMarked;
