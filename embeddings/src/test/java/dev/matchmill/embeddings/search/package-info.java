/** Tests of {@code embeddings.search}. */
@NullMarked
package dev.matchmill.embeddings.search;

import org.jspecify.annotations.NullMarked;
