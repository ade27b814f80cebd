package dev.matchmill.readers.parse;

/** Turns bytes into text. Implementations are thread-safe. */
public interface DocumentParser extends AutoCloseable {

    /**
     * Parses one document; every content has an outcome.
     *
     * @param fileName name or path with the extension, a hint for formats without a signature
     * @throws InterruptedException when the calling thread is interrupted; the document has no
     *     outcome then
     */
    ParseOutcome parse(byte[] content, String fileName) throws InterruptedException;

    @Override
    void close();
}
