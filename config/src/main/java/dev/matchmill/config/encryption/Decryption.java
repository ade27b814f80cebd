package dev.matchmill.config.encryption;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** How reading an encrypted value ended. */
public sealed interface Decryption {

    /** The value. Prints nothing of it. */
    final class Opened implements Decryption {

        private final byte[] plaintext;

        Opened(byte[] plaintext) {
            this.plaintext = plaintext;
        }

        public byte[] toBytes() {
            return plaintext.clone();
        }

        /** The value as UTF-8. */
        public String text() {
            return new String(plaintext, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "Opened[" + plaintext.length + " bytes]";
        }
    }

    /** The key was destroyed, and with it every value it protected. */
    record Shredded(String keyId, Instant destroyedAt) implements Decryption {}

    /** The bytes are not what was encrypted for this place under this key. */
    record Damaged(FieldAddress address, String keyId, String why) implements Decryption {}
}
