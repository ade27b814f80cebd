/** What {@code ./matchmill benchmark} measures; in no jar of the program. */
@NullMarked
package dev.matchmill.jobs.benchmark;

import org.jspecify.annotations.NullMarked;
