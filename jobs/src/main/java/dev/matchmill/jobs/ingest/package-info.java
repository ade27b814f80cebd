/** Documents in, candidates and applications out. */
@NullMarked
package dev.matchmill.jobs.ingest;

import org.jspecify.annotations.NullMarked;
