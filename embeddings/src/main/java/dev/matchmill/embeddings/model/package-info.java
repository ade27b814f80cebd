/** Models that turn text into vectors: the composite default and native folders, run by DJL. */
@NullMarked
package dev.matchmill.embeddings.model;

import org.jspecify.annotations.NullMarked;
