/** The clock of an installation: starts verbs when they are due, once among all nodes. */
@NullMarked
package dev.matchmill.jobs.schedule;

import org.jspecify.annotations.NullMarked;
