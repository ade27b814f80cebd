package dev.matchmill.jobs.recurring;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts of one run, by what was counted, in the order they came.
 *
 * @param affected rows that were changed, or would be
 * @param held rows that are due and stay, since somebody ordered to preserve them
 * @param noted other figures; they change no row of business
 */
public record Tally(Map<String, Long> affected, Map<String, Long> held, Map<String, Object> noted) {

    public Tally() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Rows that were changed, all together. */
    public long rows() {
        return affected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rows that stay under a hold, all together. */
    public long rowsHeld() {
        return held.values().stream().mapToLong(Long::longValue).sum();
    }

    /** As it is kept in {@code ops.maintenance_runs.summary}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("affected", affected);
        map.put("held", held);
        map.put("noted", noted);
        return map;
    }
}
