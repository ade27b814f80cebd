/** The embeddings module. */
@NullMarked
package dev.matchmill.embeddings;

import org.jspecify.annotations.NullMarked;
