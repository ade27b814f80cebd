package dev.matchmill.embeddings.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * On whom the recall of the index is measured: some of the postings, and some of the candidates,
 * chosen by id and so by nothing that an index could know. Everybody in the sample is compared
 * exactly with those postings; who is not farther than the farthest one found should have been
 * found. That estimates recall without bias at a fraction of the cost of comparing everybody.
 *
 * @param postings indexes of those measured
 * @param stride one candidate in so many
 */
record RecallSample(List<Integer> postings, long stride) {

    /** Postings measured at most. */
    static final int POSTINGS = 20;

    /** Candidates compared at least. */
    private static final long FEWEST = 5_000;

    /**
     * Neighbours that should be in the sample, all postings together, for the share to say much.
     */
    private static final long EXPECTED = 50;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /**
     * For a group.
     *
     * @param postingCount how many were searched
     * @param candidateCount how many may be found
     * @param k how many were wanted for each
     */
    static RecallSample of(int postingCount, long candidateCount, int k) {
        int measured = Math.min(postingCount, POSTINGS);
        List<Integer> postings =
                IntStream.range(0, measured)
                        .map(i -> (int) ((long) i * postingCount / measured))
                        .boxed()
                        .toList();
        long wanted =
                Math.max(FEWEST, EXPECTED * candidateCount / Math.max(1, (long) measured * k));
        return new RecallSample(postings, Math.max(1, candidateCount / wanted));
    }

    /** Candidates who are compared, of so many. */
    long size(long candidateCount) {
        return candidateCount / stride;
    }

    /** Those of the candidates who are compared. */
    long[] of(long[] candidates) {
        return LongStream.of(candidates)
                .filter(id -> Long.remainderUnsigned((id * SPREAD) >>> 16, stride) == 0)
                .toArray();
    }

    /**
     * The share found of those who should have been.
     *
     * @param found by the index for each measured posting, nearest first
     * @param truth for each of them everybody in the sample, nearest first
     * @return in [0, 1]; 1 when nobody in the sample should have been found
     */
    static double recall(List<List<Neighbour>> found, List<List<Neighbour>> truth, int k) {
        long hits = 0;
        long wanted = 0;
        for (int i = 0; i < found.size(); i++) {
            List<Neighbour> of = found.get(i);
            Set<Long> ids = new HashSet<>();
            of.forEach(neighbour -> ids.add(neighbour.candidate().value()));
            for (Neighbour one : truth.get(i)) {
                boolean isNear =
                        of.size() < k || NearestKept.NEAREST_FIRST.compare(one, of.getLast()) <= 0;
                if (isNear) {
                    wanted++;
                    hits += ids.contains(one.candidate().value()) ? 1 : 0;
                }
            }
        }
        return wanted == 0 ? 1 : (double) hits / wanted;
    }
}
