/** Starts the packaged program again and again and disturbs it; in the end nothing may be wrong. */
@NullMarked
package dev.matchmill.jobs.killloop;

import org.jspecify.annotations.NullMarked;
