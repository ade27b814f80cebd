/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.readers.skill;

import org.jspecify.annotations.NullMarked;
