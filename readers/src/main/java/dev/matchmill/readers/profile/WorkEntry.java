package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.Span;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * One position of a work history.
 *
 * @param start first month; January where only the year is given, absent without dates
 * @param end last month; December where only the year is given, absent while the position lasts and
 *     without dates
 * @param current whether the position lasts
 * @param wholeYears whether the resume gives years only
 * @param span heading and description together
 * @param confidence how sure title, company and dates are, in [0, 1]
 */
public record WorkEntry(
        @Nullable String title,
        @Nullable String company,
        @Nullable YearMonth start,
        @Nullable YearMonth end,
        boolean current,
        boolean wholeYears,
        @Nullable String description,
        Span span,
        double confidence) {}
