/** The life of encryption keys: listed, rotated, wrapped anew, destroyed. */
@NullMarked
package dev.matchmill.jobs.keys;

import org.jspecify.annotations.NullMarked;
