/** Tests of tracing. */
@NullMarked
package dev.matchmill.jobs.trace;

import org.jspecify.annotations.NullMarked;
