/** Sources by their location: which kind of place it is, and how it is opened. */
@NullMarked
package dev.matchmill.readers.source;

import org.jspecify.annotations.NullMarked;
