package dev.matchmill.readers.document;

/**
 * One document of a source, as it was listed.
 *
 * @param externalId path relative to the source, '/' separated on every platform; unique in its
 *     source and the same in each listing
 * @param size bytes at the time of listing, never negative
 */
public record DocumentRef(String externalId, long size) {

    public DocumentRef {
        if (externalId.isEmpty()) {
            throw new IllegalArgumentException("an external id must not be empty");
        }
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative: " + size);
        }
    }
}
