/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.config.database;

import org.jspecify.annotations.NullMarked;
