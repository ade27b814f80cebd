package dev.matchmill.migrations.type;

/** What happens to a row whose time is over. Equals the enum {@code retention_action}. */
public enum RetentionAction implements DatabaseLabel {
    FLAG,
    ARCHIVE,
    ANONYMISE,
    DELETE,
    DETACH_PARTITION
}
