/** The queries that the schema is made for, generated rows to run them on, and what plans say. */
@NullMarked
package dev.matchmill.migrations.pattern;

import org.jspecify.annotations.NullMarked;
