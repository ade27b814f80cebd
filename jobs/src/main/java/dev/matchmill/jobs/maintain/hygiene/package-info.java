/** Jobs that keep business tables clean: what has expired, lost its reference or gone wrong. */
@NullMarked
package dev.matchmill.jobs.maintain.hygiene;

import org.jspecify.annotations.NullMarked;
