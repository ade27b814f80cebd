package dev.matchmill.migrations.type;

/** What became of a planned row. Equals the enum {@code retention_item_state}. */
public enum RetentionItemState implements DatabaseLabel {
    OPEN,
    DONE,
    HELD,
    BLOCKED,
    LEFT_OUT
}
