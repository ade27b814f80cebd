/** Tests of {@code embeddings.passage}. */
@NullMarked
package dev.matchmill.embeddings.passage;

import org.jspecify.annotations.NullMarked;
