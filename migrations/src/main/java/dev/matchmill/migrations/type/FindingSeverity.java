package dev.matchmill.migrations.type;

/** How much a finding matters, from least to most. Equals the enum {@code finding_severity}. */
public enum FindingSeverity implements DatabaseLabel {
    INFO,
    WARNING,
    CRITICAL
}
