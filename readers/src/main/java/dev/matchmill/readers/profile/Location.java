package dev.matchmill.readers.profile;

import org.jspecify.annotations.Nullable;

/**
 * Where a candidate lives.
 *
 * @param region state or province; for the United States and Canada its postal code
 * @param country ISO 3166-1 alpha-2
 */
public record Location(@Nullable String city, @Nullable String region, @Nullable String country) {}
