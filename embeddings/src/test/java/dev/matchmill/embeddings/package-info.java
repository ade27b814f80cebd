/** Fixtures that other modules' tests use too, and tests of the module's values. */
@NullMarked
package dev.matchmill.embeddings;

import org.jspecify.annotations.NullMarked;
