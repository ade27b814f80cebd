/** One-off work after a move: what an imported database keeps in plain is taken over safely. */
@NullMarked
package dev.matchmill.jobs.legacy;

import org.jspecify.annotations.NullMarked;
