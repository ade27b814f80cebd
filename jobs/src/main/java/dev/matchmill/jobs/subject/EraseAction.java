package dev.matchmill.jobs.subject;

import java.util.Locale;

/** What an erasure does to a column or a row; the labels of {@code erase_action}. */
public enum EraseAction {
    KEEP,
    NULL_OUT,
    REDACT,
    PSEUDONYMISE,
    DELETE_ROW;

    /** As PostgreSQL writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a label.
     *
     * @throws IllegalArgumentException if the database knows an action that this program doesn't
     */
    public static EraseAction of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
