package dev.matchmill.readers.document;

import java.io.IOException;
import java.util.stream.Stream;

/** A place that holds documents. Listing and reading may happen in different runs. */
public interface DocumentSource extends AutoCloseable {

    /**
     * All documents, in the same order each time. The caller closes the stream.
     *
     * @throws java.io.UncheckedIOException when the source itself can't be listed
     * @throws SourceException when the source is away, or will never let itself be listed
     */
    Stream<DocumentRef> list();

    /**
     * The bytes of one listed document.
     *
     * @param maxBytes refuse before reading when there are more
     * @throws DocumentReadException when this document can't be had; its reason says why
     * @throws IOException when the source as a whole is away
     * @throws SourceException as in {@link #list()}
     */
    byte[] read(DocumentRef ref, long maxBytes) throws IOException;

    /** Whether a document may be a letter to somebody and no resume at all. */
    default boolean isLetter(DocumentRef ref) {
        return false;
    }

    @Override
    void close();
}
