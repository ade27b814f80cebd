/** Loud settings: a key that nobody reads is an error. */
@NullMarked
package dev.matchmill.config.settings;

import org.jspecify.annotations.NullMarked;
