package dev.matchmill.config.encryption;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Encrypts single values for the {@code _enc} columns and opens them again. Encrypt inside the
 * transaction that writes the row: if a rotation ends between the two, the database refuses the row
 * with SQLSTATE 40001, and repeating the transaction encrypts under the new key. Uses a second
 * connection of the pool once in every 4096 encryptions. Thread-safe.
 */
public final class FieldCipher {

    private final DataKeys keys;

    public FieldCipher(DataKeys keys) {
        this.keys = keys;
    }

    /** Encrypts a text as UTF-8, under the current key of its table. */
    public EncryptedField encrypt(String value, FieldAddress address) {
        return encrypt(value.getBytes(StandardCharsets.UTF_8), address);
    }

    /** Encrypts bytes under the current key of their table. */
    public EncryptedField encrypt(byte[] value, FieldAddress address) {
        return seal(keys.current(address.table()), value, address);
    }

    /**
     * Encrypts under the key that the row's other values have, for all of a row's columns share
     * one.
     *
     * @throws KeyException when the key was destroyed or serves another table
     */
    public EncryptedField encrypt(byte[] value, FieldAddress address, String keyId) {
        DataKey key =
                keys.find(keyId)
                        .filter(found -> found.purpose().equals(address.table()))
                        .orElseThrow(() ->
                                new KeyException(
                                        "The key "
                                                + keyId
                                                + " encrypts nothing in "
                                                + address.table()
                                                + "."));
        return seal(key, value, address);
    }

    /**
     * Opens a value that was read from the given place.
     *
     * @throws KeyException when its key is unknown or the master key is the wrong one
     */
    public Decryption decrypt(EncryptedField field, FieldAddress address) {
        Optional<DataKey> key = keys.find(field.keyId());
        if (key.isEmpty()) {
            KeyRecord row = keys.register().find(field.keyId()).orElseThrow();
            return new Decryption.Shredded(row.id(), row.destroyedAt().orElseThrow());
        }
        byte[] sealed = field.toBytes();
        return AesGcm.open(key.get().secret(), sealed, address.associated())
                .<Decryption>map(Decryption.Opened::new)
                .orElseGet(() -> new Decryption.Damaged(address, field.keyId(), damage(sealed)));
    }

    private EncryptedField seal(DataKey key, byte[] value, FieldAddress address) {
        keys.spend(key);
        return new EncryptedField(key.id(), AesGcm.seal(key.secret(), value, address.associated()));
    }

    private static String damage(byte[] sealed) {
        if (sealed.length < AesGcm.OVERHEAD) {
            return sealed.length + " bytes are too few, at least " + AesGcm.OVERHEAD;
        }
        if (sealed[0] != AesGcm.VERSION) {
            return "version " + (sealed[0] & 0xff) + " is unknown, only " + AesGcm.VERSION + " is";
        }
        return "its tag does not match: changed, moved from another place or of another key";
    }
}
