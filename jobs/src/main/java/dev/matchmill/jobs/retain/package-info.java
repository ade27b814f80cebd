/** Retention: rules as data, what they make due, plans that show it, and their application. */
@NullMarked
package dev.matchmill.jobs.retain;

import org.jspecify.annotations.NullMarked;
