package dev.matchmill.jobs.run;

import java.util.Collection;
import java.util.LongSummaryStatistics;
import org.slf4j.MDC;

/**
 * Says in each line of the log which items are at work, by the ids of their rows: nothing that
 * names a person. Of this thread, and forgotten at the end of each {@link Piece}.
 */
public final class ItemsAtWork {

    private static final String KEY = "item";

    private ItemsAtWork() {}

    /**
     * From now on it is this one.
     *
     * @param kind what the id is one of, such as {@code posting}
     */
    public static void is(String kind, long id) {
        MDC.put(KEY, kind + " " + id);
    }

    /** From now on it is these, of which lines name the first and the last; of none, nobody. */
    public static void are(String kind, Collection<Long> ids) {
        LongSummaryStatistics range = ids.stream().mapToLong(Long::longValue).summaryStatistics();
        switch (ids.size()) {
            case 0 -> forget();
            case 1 -> is(kind, range.getMin());
            default ->
                    MDC.put(
                            KEY,
                            "%s %d to %d (%d)"
                                    .formatted(kind, range.getMin(), range.getMax(), ids.size()));
        }
    }

    /** From now on it is none. */
    public static void forget() {
        MDC.remove(KEY);
    }
}
