package dev.matchmill.readers.application;

import dev.matchmill.migrations.type.ApplicationSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a manifest: a file of the source and the application it belongs to.
 *
 * @param file external id of the document: relative to the source, '/' separated, normalized
 * @param posting external reference of the posting, null for a resume without an application
 * @param email the applicant's address as the feed knows it, lower case
 * @param source channel of the application
 */
public record ManifestEntry(
        String file,
        @Nullable String posting,
        @Nullable String email,
        @Nullable ApplicationSource source,
        @Nullable Instant appliedAt) {}
