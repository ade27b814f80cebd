package dev.matchmill.config.encryption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that wraps the data keys. It comes from the environment or a file and is never in the
 * database, so a dump opens nothing. Prints nothing of itself. Thread-safe.
 */
public final class MasterKey {

    /** Bytes of every key. */
    public static final int BYTES = 32;

    private static final String MAKE = " (32 bytes in Base64, as `openssl rand -base64 32` prints)";

    private final SecretKey key;

    private MasterKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * The one that the settings give.
     *
     * @throws KeyException when there is none or it is no key
     */
    public static MasterKey given(EncryptionSettings settings) {
        if (!settings.masterKeyFile().isBlank()) {
            return ofFile(Path.of(settings.masterKeyFile()));
        }
        if (settings.masterKey().isBlank()) {
            throw new KeyException(
                    "There is no master key: set matchmill.encryption.master-key-file or"
                            + " MATCHMILL_ENCRYPTION_MASTER_KEY"
                            + MAKE
                            + ".");
        }
        return parse(settings.masterKey(), "MATCHMILL_ENCRYPTION_MASTER_KEY");
    }

    /**
     * The one that a file holds.
     *
     * @throws KeyException when it can't be read or holds no key
     */
    public static MasterKey ofFile(Path file) {
        try {
            return parse(SecretFile.read(file), file.toString());
        } catch (IOException unreadable) {
            throw new KeyException(
                    "The master key file "
                            + file
                            + " cannot be read: mount it, or correct"
                            + " matchmill.encryption.master-key-file.",
                    unreadable);
        }
    }

    /**
     * The one of a local database, made on first use.
     *
     * @param mayMake false when something is already wrapped by it, so that a new one would open
     *     nothing
     * @throws KeyException when it is missing and must not be made, or can't be read
     */
    public static MasterKey ofHome(Path home, boolean mayMake) {
        Path file = file(home);
        if (!Files.exists(file) && !mayMake) {
            throw new KeyException(
                    "The master key "
                            + file
                            + " is gone, and keys in the database need it: bring"
                            + " it back from a backup.");
        }
        try {
            SecretFile.readOrMake(file, Base64.getEncoder()::encodeToString);
        } catch (IOException refused) {
            throw new KeyException("The master key " + file + " cannot be made.", refused);
        }
        return ofFile(file);
    }

    /** Where {@link #ofHome} keeps it. */
    public static Path file(Path home) {
        return home.resolve("master.key");
    }

    /** The data key, encrypted; bound to its id and purpose, so that no two can change places. */
    byte[] wrap(DataKey dataKey) {
        return AesGcm.seal(
                key, dataKey.secret().getEncoded(), associated(dataKey.id(), dataKey.purpose()));
    }

    /** The data key; empty when another master key wrapped it or the row was tampered with. */
    Optional<DataKey> unwrap(String id, String purpose, byte[] wrapped) {
        return AesGcm.open(key, wrapped, associated(id, purpose))
                .filter(bytes -> bytes.length == BYTES)
                .map(bytes -> new DataKey(id, purpose, new SecretKeySpec(bytes, "AES")));
    }

    private static byte[] associated(String id, String purpose) {
        return AssociatedBytes.of(AssociatedBytes.Kind.DATA_KEY, id, purpose);
    }

    private static MasterKey parse(String text, String origin) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == BYTES) {
                return new MasterKey(bytes);
            }
        } catch (IllegalArgumentException _) {
            // Its message would quote the key.
        }
        throw new KeyException(origin + " holds no master key" + MAKE + ".");
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
