package dev.matchmill.migrations.type;

/** Identifies one ingestion source row; always positive. */
public record SourceId(long value) implements Comparable<SourceId> {

    public SourceId {
        if (value <= 0) {
            throw new IllegalArgumentException("ingestion source id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(SourceId other) {
        return Long.compare(value, other.value);
    }
}
