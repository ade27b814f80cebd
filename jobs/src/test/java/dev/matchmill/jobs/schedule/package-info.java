/** Tests of the schedule. */
@NullMarked
package dev.matchmill.jobs.schedule;

import org.jspecify.annotations.NullMarked;
