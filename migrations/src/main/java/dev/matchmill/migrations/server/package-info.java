/** Where the database is, and how a local one comes about. */
@NullMarked
package dev.matchmill.migrations.server;

import org.jspecify.annotations.NullMarked;
