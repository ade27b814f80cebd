/** The schema of the database, and what brings it about. */
@NullMarked
package dev.matchmill.migrations;

import org.jspecify.annotations.NullMarked;
