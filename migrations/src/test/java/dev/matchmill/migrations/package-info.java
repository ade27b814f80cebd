/** Tests of the schema, and the database that all modules' tests run on. */
@NullMarked
package dev.matchmill.migrations;

import org.jspecify.annotations.NullMarked;
