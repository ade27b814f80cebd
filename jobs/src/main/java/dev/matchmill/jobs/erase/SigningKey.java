package dev.matchmill.jobs.erase;

import dev.matchmill.config.encryption.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The Ed25519 key (RFC 8032) that signs certificates: a file of the home folder that only its owner
 * reads, made on first use. Without it, somebody who writes a whole certificate anew, all hashes
 * right, would not be found out. Prints nothing of itself.
 */
public final class SigningKey {

    /** Bytes of the file, in hex. */
    static final int BYTES = 32;

    private final KeyPair pair;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
    }

    /** The home folder's. */
    public static SigningKey of(Path home) {
        Path file = file(home);
        try {
            return ofSeed(
                    HexFormat.of()
                            .parseHex(SecretFile.readOrMake(file, HexFormat.of()::formatHex)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read or make " + file, unreadable);
        }
    }

    /** As {@link #of}, but empty when there is none yet: for whoever only verifies. */
    public static Optional<SigningKey> ofExisting(Path home) {
        return Files.exists(file(home)) ? Optional.of(of(home)) : Optional.empty();
    }

    static Path file(Path home) {
        return home.resolve("certificate.key");
    }

    static SigningKey ofSeed(byte[] seed) {
        if (seed.length != BYTES) {
            throw new IllegalArgumentException("a signing key has " + BYTES + " bytes");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            // RFC 8032: the private key is these bytes; the JDK has no other way to the public one.
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            return new SigningKey(generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has Ed25519", impossible);
        }
    }

    /** For whoever verifies. */
    public VerifyingKey verifying() {
        return VerifyingKey.of(pair.getPublic());
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK signs with its own key", impossible);
        }
    }

    @Override
    public String toString() {
        return "SigningKey";
    }

    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Fixed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] wanted) {
            System.arraycopy(bytes, 0, wanted, 0, wanted.length);
        }
    }
}
