package dev.matchmill.jobs.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts of items by final state. They balance: {@code seen} is the sum of the others.
 *
 * @param seen listed in the sources
 * @param stored read and written
 * @param unchanged known with these bytes and this pipeline version; nothing was done
 * @param duplicate same document as another item; nothing was stored twice
 * @param suppressed of a person who must not come back
 * @param rejected turned away, with a reason
 * @param deferred to be tried again by a later run
 */
public record Books(
        long seen,
        long stored,
        long unchanged,
        long duplicate,
        long suppressed,
        long rejected,
        long deferred) {

    /** Nothing seen. */
    public static final Books EMPTY = new Books(0, 0, 0, 0, 0, 0, 0);

    /** Whether every item seen has a state. */
    public boolean balance() {
        return seen == stored + unchanged + duplicate + suppressed + rejected + deferred;
    }

    public Books plus(Books other) {
        return new Books(
                seen + other.seen,
                stored + other.stored,
                unchanged + other.unchanged,
                duplicate + other.duplicate,
                suppressed + other.suppressed,
                rejected + other.rejected,
                deferred + other.deferred);
    }

    /** By name, in the order of the books. */
    public Map<String, Long> toMap() {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("seen", seen);
        map.put("stored", stored);
        map.put("unchanged", unchanged);
        map.put("duplicate", duplicate);
        map.put("suppressed", suppressed);
        map.put("rejected", rejected);
        map.put("deferred", deferred);
        return map;
    }
}
