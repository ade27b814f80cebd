package dev.matchmill.migrations.type;

/** Identifies one ledger row; always positive. */
public record SourceRecordId(long value) implements Comparable<SourceRecordId> {

    public SourceRecordId {
        if (value <= 0) {
            throw new IllegalArgumentException("ledger row id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(SourceRecordId other) {
        return Long.compare(value, other.value);
    }
}
