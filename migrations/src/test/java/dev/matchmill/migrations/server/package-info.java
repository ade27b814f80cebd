/** Tests of how a local server comes about. */
@NullMarked
package dev.matchmill.migrations.server;

import org.jspecify.annotations.NullMarked;
