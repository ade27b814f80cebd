package dev.matchmill.migrations.type;

/** Identifies one posting row; always positive. */
public record PostingId(long value) implements Comparable<PostingId> {

    public PostingId {
        if (value <= 0) {
            throw new IllegalArgumentException("posting id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(PostingId other) {
        return Long.compare(value, other.value);
    }
}
