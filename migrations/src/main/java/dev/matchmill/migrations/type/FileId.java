package dev.matchmill.migrations.type;

/** Identifies one file row; always positive. */
public record FileId(long value) implements Comparable<FileId> {

    public FileId {
        if (value <= 0) {
            throw new IllegalArgumentException("file id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(FileId other) {
        return Long.compare(value, other.value);
    }
}
