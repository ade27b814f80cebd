/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.jobs.match;

import org.jspecify.annotations.NullMarked;
