/** Postings and candidates in, ranked and explained matches out. */
@NullMarked
package dev.matchmill.jobs.match;

import org.jspecify.annotations.NullMarked;
