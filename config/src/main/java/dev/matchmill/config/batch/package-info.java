/** Spring Batch on its own schema of the same database. */
@NullMarked
package dev.matchmill.config.batch;

import org.jspecify.annotations.NullMarked;
