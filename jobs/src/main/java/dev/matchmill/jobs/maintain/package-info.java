/**
 * The health of the database and of its rows: hygiene, upkeep, and the page that reports on both.
 */
@NullMarked
package dev.matchmill.jobs.maintain;

import org.jspecify.annotations.NullMarked;
