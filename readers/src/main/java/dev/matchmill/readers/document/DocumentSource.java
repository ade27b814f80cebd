package dev.matchmill.readers.document;

import java.io.IOException;
import java.util.stream.Stream;

/** A place that holds documents. Listing and reading may happen in different runs. */
public interface DocumentSource extends AutoCloseable {

    /**
     * All documents, ordered by external id. The caller closes the stream.
     *
     * @throws java.io.UncheckedIOException when the source itself can't be listed
     */
    Stream<DocumentRef> list();

    /**
     * The bytes of one listed document.
     *
     * @param maxBytes refuse before reading when there are more
     * @throws DocumentReadException when this document can't be had; its reason says why ({@code
     *     TOO_LARGE}, {@code VANISHED}, {@code UNREADABLE})
     * @throws IOException when the source as a whole is away
     */
    byte[] read(DocumentRef ref, long maxBytes) throws IOException;

    @Override
    void close();
}
