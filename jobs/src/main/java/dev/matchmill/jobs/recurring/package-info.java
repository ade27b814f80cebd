/** Recurring jobs: what they share, their rows in schema ops, and their findings. */
@NullMarked
package dev.matchmill.jobs.recurring;

import org.jspecify.annotations.NullMarked;
