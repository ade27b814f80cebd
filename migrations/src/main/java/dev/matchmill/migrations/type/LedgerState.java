package dev.matchmill.migrations.type;

/**
 * Where an item of a source stands. Equals the enum {@code ledger_state}; all but PENDING are final
 * for a run.
 */
public enum LedgerState implements DatabaseLabel {
    PENDING,
    STORED,
    DUPLICATE,
    SUPPRESSED,
    REJECTED,
    DEFERRED
}
