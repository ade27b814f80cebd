package dev.matchmill.jobs.duplicate;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody worked, and when.
 *
 * @param employer as {@link Employer#of} has it; not empty
 * @param start null where it is not said
 * @param end null where it is not said, or still going on
 */
record Position(
        String employer, @Nullable YearMonth start, @Nullable YearMonth end, boolean isCurrent) {

    // Resumes of one person differ by a month or so in what they remember.
    private static final int SLIP_MONTHS = 1;

    /** How far two positions agree. */
    enum Agreement {
        NONE,
        /** The same employer at overlapping times. */
        OVERLAP,
        /** The same employer from and until about the same month. */
        DATES
    }

    static Position of(
            String employer, @Nullable LocalDate start, @Nullable LocalDate end, boolean current) {
        return new Position(
                employer,
                start == null ? null : YearMonth.from(start),
                end == null ? null : YearMonth.from(end),
                current);
    }

    Agreement compare(Position other) {
        if (!employer.equals(other.employer) || start == null || other.start == null) {
            return Agreement.NONE;
        }
        boolean isStart = months(start, other.start) <= SLIP_MONTHS;
        if (isStart && isSameEnd(other)) {
            return Agreement.DATES;
        }
        boolean isApart =
                (end != null && other.start.isAfter(end))
                        || (other.end != null && start.isAfter(other.end));
        return isApart ? Agreement.NONE : Agreement.OVERLAP;
    }

    // The older of two resumes may not know the end yet.
    private boolean isSameEnd(Position other) {
        if (end == null || other.end == null) {
            return isCurrent || other.isCurrent || Objects.equals(end, other.end);
        }
        return months(end, other.end) <= SLIP_MONTHS;
    }

    private static long months(YearMonth one, YearMonth other) {
        return Math.abs(
                (one.getYear() - other.getYear()) * 12L
                        + one.getMonthValue()
                        - other.getMonthValue());
    }
}
