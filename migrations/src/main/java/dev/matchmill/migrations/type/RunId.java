package dev.matchmill.migrations.type;

/** Identifies one run row; always positive. */
public record RunId(long value) implements Comparable<RunId> {

    public RunId {
        if (value <= 0) {
            throw new IllegalArgumentException("run id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(RunId other) {
        return Long.compare(value, other.value);
    }
}
