package dev.matchmill.migrations.type;

/** Identifies one match generation row; always positive. */
public record GenerationId(long value) implements Comparable<GenerationId> {

    public GenerationId {
        if (value <= 0) {
            throw new IllegalArgumentException("match generation id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(GenerationId other) {
        return Long.compare(value, other.value);
    }
}
