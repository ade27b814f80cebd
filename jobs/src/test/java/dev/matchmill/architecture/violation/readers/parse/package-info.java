/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.readers.parse;

import org.jspecify.annotations.NullMarked;
