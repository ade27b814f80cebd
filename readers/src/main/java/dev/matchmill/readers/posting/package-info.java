/** Feeds of postings: CSV and JSON lines to posting records; a bad line is a value. */
@NullMarked
package dev.matchmill.readers.posting;

import org.jspecify.annotations.NullMarked;
