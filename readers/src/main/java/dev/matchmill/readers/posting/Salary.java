package dev.matchmill.readers.posting;

import org.jspecify.annotations.Nullable;

/**
 * A salary range; at least one end is there.
 *
 * @param minCents lower end in hundredths of the currency, 0 or more
 * @param maxCents upper end, not below the lower one
 * @param currency ISO 4217, upper case, null when the feed doesn't say
 */
public record Salary(
        @Nullable Long minCents,
        @Nullable Long maxCents,
        @Nullable String currency,
        @Nullable SalaryPeriod period) {}
