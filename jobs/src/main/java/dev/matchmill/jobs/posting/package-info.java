/** Posting feeds in, postings out. */
@NullMarked
package dev.matchmill.jobs.posting;

import org.jspecify.annotations.NullMarked;
