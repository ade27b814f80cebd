/** Figures for a monitoring system: read now and then, kept in between, told without persons. */
@NullMarked
package dev.matchmill.jobs.metrics;

import org.jspecify.annotations.NullMarked;
