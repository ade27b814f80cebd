package dev.matchmill.config.encryption;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that encrypts values of one purpose. Prints nothing of its secret.
 *
 * @param id such as {@code public.interviews:2}; what rows refer to
 * @param purpose the table it serves
 */
record DataKey(String id, String purpose, SecretKey secret) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static DataKey random(String id, String purpose) {
        byte[] bytes = new byte[MasterKey.BYTES];
        RANDOM.nextBytes(bytes);
        return new DataKey(id, purpose, new SecretKeySpec(bytes, "AES"));
    }

    @Override
    public String toString() {
        return "DataKey[" + id + "]";
    }
}
