/** The migrations module. */
@NullMarked
package dev.matchmill.migrations;

import org.jspecify.annotations.NullMarked;
