/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.migrations.type;

import org.jspecify.annotations.NullMarked;
