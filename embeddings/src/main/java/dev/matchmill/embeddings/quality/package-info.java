/** How good rankings are, and the plain one they must beat. */
@NullMarked
package dev.matchmill.embeddings.quality;

import org.jspecify.annotations.NullMarked;
