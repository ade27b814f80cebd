package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.run.CrashPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the originals under the SHA-256 of their bytes, so that writing twice writes once. A file
 * is complete under its name or not there at all. Thread-safe.
 */
final class DocumentFiles {

    private final Path folder;

    DocumentFiles(Path folder) {
        this.folder = folder;
    }

    /** Where an original lies, relative to the store. */
    static String key(String contentHash) {
        return contentHash.substring(0, 2) + "/" + contentHash;
    }

    void keep(String contentHash, byte[] content) throws IOException {
        Path target = folder.resolve(key(contentHash));
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(target.getParent());
        Files.createDirectories(unfinished());
        Path temporary = Files.createTempFile(unfinished(), "document", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            CrashPoint.BEFORE_FILE.reached();
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            CrashPoint.AFTER_FILE.reached();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Removes what a process that was killed had begun; only while no other one writes. */
    void dropUnfinished() throws IOException {
        if (Files.isDirectory(unfinished())) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(unfinished())) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path unfinished() {
        return folder.resolve("unfinished");
    }

    /** Removes an original that no row refers to. */
    void drop(String contentHash) throws IOException {
        Files.deleteIfExists(folder.resolve(key(contentHash)));
    }
}
