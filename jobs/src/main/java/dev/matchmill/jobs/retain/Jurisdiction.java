package dev.matchmill.jobs.retain;

import org.jspecify.annotations.Nullable;

/**
 * Whose rules a row comes under.
 *
 * @param organization the one tenant it belongs to, if it is one
 * @param country of the posting, else the organization's seat, else the person's; ISO 3166-1
 * @param region second part of the ISO 3166-2 code
 */
public record Jurisdiction(
        @Nullable Long organization, @Nullable String country, @Nullable String region) {}
