package dev.matchmill.architecture.violation.jobs.match;

/** Has a name that says nothing. */
final class CandidateUtils {

    private CandidateUtils() {}
}
