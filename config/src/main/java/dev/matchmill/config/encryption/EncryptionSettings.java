package dev.matchmill.config.encryption;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the master key comes from. With neither, a local database has one of its own in the home
 * folder; any other has none.
 *
 * @param masterKey 32 bytes in Base64; from the environment only, never from a committed file
 * @param masterKeyFile file that holds it, instead of {@code masterKey}
 */
@ConfigurationProperties(prefix = "matchmill.encryption", ignoreUnknownFields = false)
public record EncryptionSettings(
        @DefaultValue("") String masterKey, @DefaultValue("") String masterKeyFile) {

    public EncryptionSettings {
        if (!masterKey.isBlank() && !masterKeyFile.isBlank()) {
            throw new IllegalArgumentException(
                    "set one of matchmill.encryption.master-key and master-key-file, not both");
        }
    }

    /** Whether either is set. */
    public boolean isGiven() {
        return !masterKey.isBlank() || !masterKeyFile.isBlank();
    }

    @Override
    public String toString() {
        return "EncryptionSettings[masterKeyFile=" + masterKeyFile + "]";
    }
}
