/** The connection pool and transactions that survive what can be retried. */
@NullMarked
package dev.matchmill.config.database;

import org.jspecify.annotations.NullMarked;
