package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.Neighbour;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a posting's ranking was made from. Everybody in scope who is not in {@code near} comes after
 * the floor; so, as long as {@code near} has as many as are ranked, changes of candidates keep it
 * true without a new search. The reserve beyond those ranked makes up for members who leave.
 *
 * @param near by similarity descending, then id
 * @param far applicants who are not near, in any order
 * @param floor the last one of the search; null when everybody in scope is near
 */
record Pool(List<PoolMember> near, List<PoolMember> far, @Nullable Floor floor) {

    static final Pool EMPTY = new Pool(List.of(), List.of(), null);

    private static final Comparator<PoolMember> NEAREST_FIRST =
            Comparator.comparingDouble(PoolMember::similarity)
                    .reversed()
                    .thenComparingLong(PoolMember::candidate);

    Pool {
        near = List.copyOf(near);
        far = List.copyOf(far);
    }

    /** Where a search ended. */
    record Floor(double similarity, long candidate) {

        static Floor at(PoolMember last) {
            return new Floor(last.similarity(), last.candidate());
        }

        boolean keeps(PoolMember member) {
            return member.similarity() > similarity
                    || (member.similarity() == similarity && member.candidate() <= candidate);
        }
    }

    /**
     * What a search found.
     *
     * @param nearest by similarity descending, then id; fewer than wanted only if there are no more
     */
    static Pool found(List<Neighbour> nearest, int wanted) {
        List<PoolMember> near = nearest.stream().map(PoolMember::of).toList();
        return new Pool(near, List.of(), near.size() < wanted ? null : Floor.at(near.getLast()));
    }

    /**
     * The pool after some candidates changed.
     *
     * @param changed who changed, came or went
     * @param now those of them who may be in it, as they are now
     * @param most members kept near
     */
    Pool after(LongPredicate changed, Collection<Neighbour> now, int most) {
        List<PoolMember> merged =
                Stream.concat(
                                near.stream().filter(m -> !changed.test(m.candidate())),
                                now.stream().map(PoolMember::of))
                        .filter(m -> floor == null || floor.keeps(m))
                        .sorted(NEAREST_FIRST)
                        .toList();
        List<PoolMember> staying = far.stream().filter(m -> !changed.test(m.candidate())).toList();
        if (merged.size() <= most) {
            return new Pool(merged, staying, floor);
        }
        List<PoolMember> kept = merged.subList(0, most);
        return new Pool(kept, staying, Floor.at(kept.getLast()));
    }

    /** Whether its first so many are the nearest so many of all. */
    boolean isEnoughFor(int ranked) {
        return floor == null || near.size() >= ranked;
    }

    /** Similarity below which nobody belongs to it. */
    double least() {
        return floor == null ? Double.NEGATIVE_INFINITY : floor.similarity();
    }

    boolean holdsAny(LongPredicate candidates) {
        return members().anyMatch(m -> candidates.test(m.candidate()));
    }

    Stream<PoolMember> members() {
        return Stream.concat(near.stream(), far.stream());
    }

    /** The same people, to be scored anew. */
    Pool unscored() {
        return new Pool(
                near.stream().map(PoolMember::unscored).toList(),
                far.stream().map(PoolMember::unscored).toList(),
                floor);
    }
}
