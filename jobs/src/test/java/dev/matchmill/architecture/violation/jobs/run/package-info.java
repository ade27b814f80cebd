/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.jobs.run;

import org.jspecify.annotations.NullMarked;
