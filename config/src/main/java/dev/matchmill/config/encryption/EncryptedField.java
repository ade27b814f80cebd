package dev.matchmill.config.encryption;

/**
 * A value as a row holds it: the id of its key and the sealed bytes. Version byte 1, nonce of 12
 * bytes, AES-256-GCM ciphertext, tag of 16 bytes.
 */
public final class EncryptedField {

    private final String keyId;
    private final byte[] bytes;

    /** What was read from a row. Nothing is checked before {@link FieldCipher#decrypt}. */
    public EncryptedField(String keyId, byte[] bytes) {
        this.keyId = keyId;
        this.bytes = bytes.clone();
    }

    /** For the row's key column. */
    public String keyId() {
        return keyId;
    }

    /** For the {@code _enc} column. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "EncryptedField[" + bytes.length + " bytes under " + keyId + "]";
    }
}
