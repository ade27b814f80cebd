/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.jobs.launch;

import org.jspecify.annotations.NullMarked;
