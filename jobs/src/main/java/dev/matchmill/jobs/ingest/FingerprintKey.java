package dev.matchmill.jobs.ingest;

import dev.matchmill.config.encryption.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The key of the fingerprints under which the suppressed are known: 32 random bytes in a file that
 * only its owner reads, made on first use. It is never in the database, so a dump of it names
 * nobody.
 */
final class FingerprintKey {

    private FingerprintKey() {}

    static byte[] of(Path home) {
        Path file = home.resolve("fingerprint.key");
        try {
            return HexFormat.of().parseHex(SecretFile.readOrMake(file, HexFormat.of()::formatHex));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read or make " + file, unreadable);
        }
    }
}
