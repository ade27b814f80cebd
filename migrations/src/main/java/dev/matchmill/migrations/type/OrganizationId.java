package dev.matchmill.migrations.type;

/** Identifies one organization row; always positive. */
public record OrganizationId(long value) implements Comparable<OrganizationId> {

    public OrganizationId {
        if (value <= 0) {
            throw new IllegalArgumentException("organization id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(OrganizationId other) {
        return Long.compare(value, other.value);
    }
}
