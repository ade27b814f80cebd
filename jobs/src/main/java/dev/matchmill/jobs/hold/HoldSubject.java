package dev.matchmill.jobs.hold;

import dev.matchmill.migrations.type.HoldSubjectType;
import java.util.Comparator;

/**
 * Something that a hold is on; everything below it is kept with it.
 *
 * @param id of the row, in the live table or the archive
 */
public record HoldSubject(HoldSubjectType type, long id) implements Comparable<HoldSubject> {

    private static final Comparator<HoldSubject> ORDER =
            Comparator.comparing(HoldSubject::type).thenComparingLong(HoldSubject::id);

    public HoldSubject {
        if (id <= 0) {
            throw new IllegalArgumentException("id must be positive: " + id);
        }
    }

    /** The word that people use for a type; the one on the command line. */
    public static String word(HoldSubjectType type) {
        return switch (type) {
            case ORGANIZATION -> "organization";
            case JOB -> "posting";
            case CANDIDATE -> "candidate";
            case APPLICATION -> "application";
        };
    }

    @Override
    public int compareTo(HoldSubject other) {
        return ORDER.compare(this, other);
    }

    /** As the command line takes it, such as {@code candidate:7}. */
    @Override
    public String toString() {
        return word(type) + ":" + id;
    }
}
