/** Places in a document's text. */
@NullMarked
package dev.matchmill.readers.text;

import org.jspecify.annotations.NullMarked;
