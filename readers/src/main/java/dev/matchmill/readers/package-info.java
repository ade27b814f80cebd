/** The readers module. */
@NullMarked
package dev.matchmill.readers;

import org.jspecify.annotations.NullMarked;
