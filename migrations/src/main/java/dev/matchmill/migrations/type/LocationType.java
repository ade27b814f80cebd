package dev.matchmill.migrations.type;

/** Where the work is done. Equals the enum {@code location_type}. */
public enum LocationType implements DatabaseLabel {
    ONSITE,
    REMOTE,
    HYBRID
}
