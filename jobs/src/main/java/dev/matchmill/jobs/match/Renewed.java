package dev.matchmill.jobs.match;

/**
 * A posting ranked anew.
 *
 * @param isOther whether its published results may be other ones now
 */
record Renewed(PostingSide posting, Ranking ranking, boolean isOther) {}
