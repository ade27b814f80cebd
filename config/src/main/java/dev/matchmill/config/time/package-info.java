/** The one clock. */
@NullMarked
package dev.matchmill.config.time;

import org.jspecify.annotations.NullMarked;
