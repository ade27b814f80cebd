package dev.matchmill.embeddings.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The k nearest of those offered so far; of equally near ones, those with lower ids. Keeps up to
 * twice as many and sorts them out when that is full, which costs less than an order kept always.
 */
final class NearestKept {

    static final Comparator<Neighbour> NEAREST_FIRST =
            (one, other) -> {
                int nearer = Double.compare(other.similarity(), one.similarity());
                return nearer != 0
                        ? nearer
                        : Long.compare(one.candidate().value(), other.candidate().value());
            };

    private final List<Neighbour> kept = new ArrayList<>();
    private final int most;
    private double floor = Double.NEGATIVE_INFINITY;

    NearestKept(int most) {
        this.most = most;
    }

    /** Nobody farther than this is among the k nearest. */
    double floor() {
        return floor;
    }

    void offer(Neighbour neighbour) {
        kept.add(neighbour);
        if (kept.size() == 2L * most) {
            sortOut();
        }
    }

    /** By similarity descending, then id. */
    List<Neighbour> nearest() {
        sortOut();
        return List.copyOf(kept);
    }

    /** Raises the floor to where it can be by now. */
    void sortOut() {
        kept.sort(NEAREST_FIRST);
        if (kept.size() > most) {
            kept.subList(most, kept.size()).clear();
        }
        if (kept.size() == most) {
            floor = kept.getLast().similarity();
        }
    }
}
