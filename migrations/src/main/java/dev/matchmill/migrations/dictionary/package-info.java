/** The schema in words and pictures, read from the catalogue of a live database. */
@NullMarked
package dev.matchmill.migrations.dictionary;

import org.jspecify.annotations.NullMarked;
