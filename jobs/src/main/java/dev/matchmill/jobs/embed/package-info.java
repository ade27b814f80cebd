/** Texts that changed in, vectors out. */
@NullMarked
package dev.matchmill.jobs.embed;

import org.jspecify.annotations.NullMarked;
