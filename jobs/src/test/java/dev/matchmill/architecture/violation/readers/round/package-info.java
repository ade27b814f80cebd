/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.readers.round;

import org.jspecify.annotations.NullMarked;
