package dev.matchmill.readers.profile;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A certificate or licence.
 *
 * @param name as the resume writes it below a heading, else as {@code certificates.tsv} does
 * @param date when it was awarded; the month of a bare year is December
 */
public record Certification(String name, @Nullable String issuer, @Nullable YearMonth date) {}
