/** The ranked, explained candidates of postings, and how they are shown to people. */
@NullMarked
package dev.matchmill.jobs.shortlist;

import org.jspecify.annotations.NullMarked;
