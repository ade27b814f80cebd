package dev.matchmill.readers.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A store of messages. Thread-safe. */
sealed interface Mailbox permits MboxFile, MaildirFolder {

    /**
     * One message in its store.
     *
     * @param key name that stays with the message, empty where the store gives none
     * @param start first byte of the message in its file
     * @param size bytes, never negative
     */
    record Stored(String key, Path file, long start, long size) {}

    /** All messages in a fixed order. */
    List<Stored> messages() throws IOException;

    /**
     * The bytes of a message as they were sent.
     *
     * @throws dev.matchmill.readers.document.DocumentReadException when it is gone or unreadable
     */
    byte[] read(Stored message) throws IOException;
}
