package dev.matchmill.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key of the fingerprints under which the suppressed are known: 32 random bytes in a file that
 * only its owner reads, made on first use. It is never in the database, so a dump of it names
 * nobody.
 */
final class FingerprintKey {

    private static final int BYTES = 32;

    private FingerprintKey() {}

    static byte[] of(Path home) {
        Path file = home.resolve("fingerprint.key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read or make " + file, unreadable);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        Path temporary =
                Files.createTempFile(
                        file.getParent(),
                        "fingerprint",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(
                    temporary,
                    HexFormat.of().formatHex(key),
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.WRITE);
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException _) {
            // Another process made it first: its key counts.
            return;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
