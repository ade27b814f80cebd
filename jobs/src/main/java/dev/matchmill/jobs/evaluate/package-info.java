/** How good the published matches are on labelled data, beside plain BM25. */
@NullMarked
package dev.matchmill.jobs.evaluate;

import org.jspecify.annotations.NullMarked;
