package dev.matchmill.jobs.subject;

/**
 * What was done in one store.
 *
 * @param action the strongest that was applied; {@code KEEP} where rows only stay as evidence
 * @param affected rows deleted or changed, 0 or more
 * @param residual rows that the verification query still found, must be 0
 */
public record StoreErasure(
        String schema, String table, EraseAction action, long affected, long residual) {}
