/** Claims about the database's speed and limits, each measured and judged by its threshold. */
@NullMarked
package dev.matchmill.migrations.claim;

import org.jspecify.annotations.NullMarked;
