/** Long texts cut into passages that a model takes whole. */
@NullMarked
package dev.matchmill.embeddings.passage;

import org.jspecify.annotations.NullMarked;
