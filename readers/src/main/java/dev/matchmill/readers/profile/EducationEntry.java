package dev.matchmill.readers.profile;

import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.readers.text.Span;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * One degree, course or school of a resume; {@code start} is absent where one date stands alone.
 *
 * @param level {@code OTHER} where only a school is named
 * @param unfinished whether the text says that it isn't completed, or its end is to come
 * @param confidence in [0, 1]
 */
public record EducationEntry(
        @Nullable String degree,
        @Nullable String field,
        @Nullable String school,
        EducationLevel level,
        @Nullable YearMonth start,
        @Nullable YearMonth end,
        Span span,
        boolean unfinished,
        double confidence) {}
