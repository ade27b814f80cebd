/** What every job shares: one execution at a time, its books, progress and stop. */
@NullMarked
package dev.matchmill.jobs.run;

import org.jspecify.annotations.NullMarked;
