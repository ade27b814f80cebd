/** The tables of embedding models and embeddings, and the lists of what is behind. */
@NullMarked
package dev.matchmill.embeddings.store;

import org.jspecify.annotations.NullMarked;
