package dev.matchmill.migrations;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a migration waits for at one moment.
 *
 * @param object the table, or what else is locked
 * @param holders who has it, or stands before in the queue; at least one
 */
record LockWait(String object, List<Holder> holders) {

    LockWait {
        holders = List.copyOf(holders);
    }

    /** Such as: candidates, held by process 4711 (psql, user anna, idle in transaction since …). */
    @Override
    public String toString() {
        return object
                + ", held by "
                + holders.stream().map(Holder::toString).collect(Collectors.joining(" and "));
    }

    /** How to end those sessions at once; empty where that is not possible. */
    String cure() {
        return holders.stream()
                .filter(holder -> holder.process() != 0)
                .map(holder -> "SELECT pg_terminate_backend(" + holder.process() + ")")
                .collect(Collectors.joining("; "));
    }
}
