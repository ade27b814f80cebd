package dev.matchmill.readers.profile;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A range of months in a line.
 *
 * @param from offset in the line's text
 * @param to offset behind it
 * @param end absent while it lasts
 * @param wholeYears whether years are all that is said: the months are the first and the last
 */
record DateRange(int from, int to, YearMonth start, @Nullable YearMonth end, boolean wholeYears) {

    boolean isCurrent() {
        return end == null;
    }
}
