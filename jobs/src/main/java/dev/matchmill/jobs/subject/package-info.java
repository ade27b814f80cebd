/**
 * The declared inventory of everything that is kept about a person, and what is done with it:
 * finding it, erasing it, proving that nothing is left.
 */
@NullMarked
package dev.matchmill.jobs.subject;

import org.jspecify.annotations.NullMarked;
