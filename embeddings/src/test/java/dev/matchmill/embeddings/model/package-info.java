/** Tests of {@code embeddings.model}. */
@NullMarked
package dev.matchmill.embeddings.model;

import org.jspecify.annotations.NullMarked;
