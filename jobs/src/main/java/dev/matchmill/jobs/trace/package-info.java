/** Tells a collector of OpenTelemetry where time goes, when there is one. */
@NullMarked
package dev.matchmill.jobs.trace;

import org.jspecify.annotations.NullMarked;
