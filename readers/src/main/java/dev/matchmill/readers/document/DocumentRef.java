package dev.matchmill.readers.document;

import org.jspecify.annotations.Nullable;

/**
 * One document of a source, as it was listed.
 *
 * @param externalId path relative to the source, '/' separated on every platform; unique in its
 *     source and the same in each listing
 * @param size bytes at the time of listing, never negative
 * @param version changes whenever the bytes do, null when only reading them tells
 * @param hint of the application it belongs to
 */
public record DocumentRef(
        String externalId, long size, @Nullable String version, ApplicationHint hint) {

    public DocumentRef {
        if (externalId.isEmpty()) {
            throw new IllegalArgumentException("an external id must not be empty");
        }
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative: " + size);
        }
    }

    /** A document of which nothing but its place is known. */
    public DocumentRef(String externalId, long size) {
        this(externalId, size, null, ApplicationHint.NONE);
    }

    DocumentRef named(String otherId) {
        return new DocumentRef(otherId, size, version, hint);
    }
}
