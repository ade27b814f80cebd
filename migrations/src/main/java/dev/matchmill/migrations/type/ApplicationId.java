package dev.matchmill.migrations.type;

/** Identifies one application row; always positive. */
public record ApplicationId(long value) implements Comparable<ApplicationId> {

    public ApplicationId {
        if (value <= 0) {
            throw new IllegalArgumentException("application id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(ApplicationId other) {
        return Long.compare(value, other.value);
    }
}
