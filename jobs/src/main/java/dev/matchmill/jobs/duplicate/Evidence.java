package dev.matchmill.jobs.duplicate;

/**
 * One thing that speaks for or against two candidates being one person; says where it was seen,
 * never what stands there.
 *
 * @param times how often it was seen, such as positions that agree; at least 1
 * @param weight binary logarithm of likelihoods, summed over those times
 */
record Evidence(EvidenceKind kind, int times, double weight) {

    // Positions of one career are no independent witnesses: from the fourth on nothing is added.
    private static final int MOST_TIMES = 3;

    static Evidence of(EvidenceKind kind) {
        return of(kind, 1);
    }

    static Evidence of(EvidenceKind kind, int times) {
        return new Evidence(kind, times, kind.weight() * Math.min(times, MOST_TIMES));
    }

    /** For people. */
    String words() {
        return times == 1 ? kind.words() : kind.words() + " (" + times + ")";
    }
}
