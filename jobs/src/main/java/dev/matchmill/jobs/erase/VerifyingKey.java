package dev.matchmill.jobs.erase;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The public half of a signing key.
 *
 * @param hex 64 lower-case digits, the 32 bytes of RFC 8032
 */
public record VerifyingKey(String hex) {

    // Of SubjectPublicKeyInfo, RFC 8410: all that stands before the 32 bytes.
    private static final String PREFIX = "302a300506032b6570032100";

    public VerifyingKey {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a public key has 64 digits from 0 to f");
        }
    }

    static VerifyingKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new VerifyingKey(
                HexFormat.of()
                        .formatHex(
                                Arrays.copyOfRange(
                                        encoded,
                                        encoded.length - SigningKey.BYTES,
                                        encoded.length)));
    }

    /** Empty when the text is no key. */
    public static Optional<VerifyingKey> parse(String hex) {
        return hex.matches("[0-9a-f]{64}") ? Optional.of(new VerifyingKey(hex)) : Optional.empty();
    }

    /** Whether the key's owner signed exactly that; false for what is no signature at all. */
    boolean accepts(byte[] message, byte[] signed) {
        try {
            PublicKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(
                                    new X509EncodedKeySpec(HexFormat.of().parseHex(PREFIX + hex)));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
