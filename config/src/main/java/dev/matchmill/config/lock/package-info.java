/** One live execution per scope: advisory lock and fence. */
@NullMarked
package dev.matchmill.config.lock;

import org.jspecify.annotations.NullMarked;
