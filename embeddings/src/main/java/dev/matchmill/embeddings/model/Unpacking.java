package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Puts files that come with the program into a folder that processes share, whole or not at all:
 * one at a time and under one name, so that what a killed process began the next writes over.
 */
final class Unpacking {

    private Unpacking() {}

    /** What a file is to hold. */
    interface Content {

        /** Writes it to a file that is not there yet. */
        void writeTo(Path file) throws IOException;
    }

    /** Puts the file, in place of an old one. */
    static synchronized void put(Path target, Content content) throws IOException {
        try (FileChannel guard =
                        FileChannel.open(
                                target.resolveSibling("unpack.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = guard.lock()) {
            Path temporary = target.resolveSibling("unpack.tmp");
            Files.deleteIfExists(temporary);
            try {
                content.writeTo(temporary);
                Files.move(
                        temporary,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
