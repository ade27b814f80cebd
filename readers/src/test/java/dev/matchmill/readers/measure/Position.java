package dev.matchmill.readers.measure;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A position as it was, before a layout writes it down; it lasts while it has no end. */
record Position(
        String title,
        String company,
        String city,
        YearMonth start,
        @Nullable YearMonth end,
        List<String> duties) {}
