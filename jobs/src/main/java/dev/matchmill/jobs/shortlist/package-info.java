/** What a recruiter reads. */
@NullMarked
package dev.matchmill.jobs.shortlist;

import org.jspecify.annotations.NullMarked;
