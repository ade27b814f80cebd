package dev.matchmill.migrations.type;

/** Identifies one candidate row; always positive. */
public record CandidateId(long value) implements Comparable<CandidateId> {

    public CandidateId {
        if (value <= 0) {
            throw new IllegalArgumentException("candidate id must be positive: " + value);
        }
    }

    @Override
    public int compareTo(CandidateId other) {
        return Long.compare(value, other.value);
    }
}
