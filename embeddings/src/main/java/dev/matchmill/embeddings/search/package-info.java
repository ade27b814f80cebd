/** Nearest neighbours of a posting among the candidates. */
@NullMarked
package dev.matchmill.embeddings.search;

import org.jspecify.annotations.NullMarked;
