/** Violations of the architecture's rules. */
@NullMarked
package dev.matchmill.architecture.violation.jobs.ingest;

import org.jspecify.annotations.NullMarked;
