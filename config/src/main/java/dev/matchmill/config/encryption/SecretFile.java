package dev.matchmill.config.encryption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.function.Function;

/** A file with one secret in a line of text, which only its owner may read. */
public final class SecretFile {

    private static final String OWNER_ONLY = "rw-------";

    private static final Set<PosixFilePermission> OTHERS =
            PosixFilePermissions.fromString("---rwxrwx");

    private SecretFile() {}

    /** The secret, without surrounding white space. */
    public static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    /**
     * The secret; 32 random bytes when there is no file yet. Of several processes that make it, the
     * first one's counts.
     *
     * @param encoding bytes to ASCII text
     */
    public static String readOrMake(Path file, Function<byte[], String> encoding)
            throws IOException {
        if (!Files.exists(file)) {
            make(file, encoding);
        }
        return read(file);
    }

    /** Whether nobody but the owner (and root) may read it; true where files have no modes. */
    public static boolean isPrivate(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return true;
        }
        return Files.getPosixFilePermissions(file).stream().noneMatch(OTHERS::contains);
    }

    private static void make(Path file, Function<byte[], String> encoding) throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary =
                Files.createTempFile(
                        folder,
                        "secret",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString(OWNER_ONLY)));
        try {
            Files.writeString(
                    temporary,
                    encoding.apply(secret),
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            // A link never replaces: of two processes, one makes the file and one finds it there.
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException _) {
            return;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
