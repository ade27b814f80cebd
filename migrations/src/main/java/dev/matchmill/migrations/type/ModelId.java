package dev.matchmill.migrations.type;

/** Identifies one embedding model row; always positive. */
public record ModelId(long value) implements Comparable<ModelId> {

    public ModelId {
        if (value <= 0) {
            throw new IllegalArgumentException("embedding model id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(ModelId other) {
        return Long.compare(value, other.value);
    }
}
