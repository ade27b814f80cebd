/** Tests of {@code embeddings.store}. */
@NullMarked
package dev.matchmill.embeddings.store;

import org.jspecify.annotations.NullMarked;
