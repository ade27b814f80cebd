/** Measures retrieval on labelled texts; run by hand, not by the build. */
@NullMarked
package dev.matchmill.embeddings.quality;

import org.jspecify.annotations.NullMarked;
