/** What was turned away, and why. */
@NullMarked
package dev.matchmill.jobs.rejection;

import org.jspecify.annotations.NullMarked;
