/** Rows that aged out of daily work leave the live tables for the archive, and come back. */
@NullMarked
package dev.matchmill.jobs.archive;

import org.jspecify.annotations.NullMarked;
