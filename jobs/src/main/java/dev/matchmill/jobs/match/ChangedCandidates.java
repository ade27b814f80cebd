package dev.matchmill.jobs.match;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Candidates who came, went or changed since the last refresh, with the hash of what they are now.
 * In plain arrays, for in a first refresh they are all.
 */
final class ChangedCandidates {

    static final ChangedCandidates NONE = new ChangedCandidates(List.of());

    private final long[] ids;
    private final long[] hashes;
    private final boolean[] gone;

    /**
     * The given ones.
     *
     * @param changed ordered by id
     */
    ChangedCandidates(List<Changed> changed) {
        ids = changed.stream().mapToLong(Changed::id).toArray();
        hashes = new long[ids.length];
        gone = new boolean[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Long hash = changed.get(i).hash();
            gone[i] = hash == null;
            hashes[i] = hash == null ? 0 : hash;
        }
    }

    /**
     * One of them.
     *
     * @param hash null for who may no longer be matched
     */
    record Changed(long id, @Nullable Long hash) {}

    boolean isEmpty() {
        return ids.length == 0;
    }

    int size() {
        return ids.length;
    }

    boolean contains(long candidate) {
        return Arrays.binarySearch(ids, candidate) >= 0;
    }

    /** How many of them may be matched. */
    long presentCount() {
        return IntStream.range(0, gone.length).filter(i -> !gone[i]).count();
    }

    /** Those at the indexes from {@code from} on, at most {@code most}. */
    List<Changed> slice(int from, int most) {
        return IntStream.range(from, Math.min(ids.length, from + most))
                .mapToObj(i -> new Changed(ids[i], gone[i] ? null : hashes[i]))
                .toList();
    }
}
