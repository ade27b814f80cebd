package dev.matchmill.migrations.type;

/** What a plan does with a row. Equals the enum {@code retention_effect}. */
public enum RetentionEffect implements DatabaseLabel {
    END,
    RESTRICT,
    RELEASE
}
