package dev.matchmill.jobs.subject;

import dev.matchmill.config.encryption.SecretFile;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the erased are known by: HMAC-SHA-256 (32 bytes) of the normalized address, under a key that
 * is not in the database, so that a dump of it names nobody. Immutable.
 */
public final class SubjectFingerprint {

    private static final String ALGORITHM = "HmacSHA256";

    private static final String IS_IN_USE =
            "SELECT EXISTS (SELECT 1 FROM compliance.ingestion_suppressions)";

    private final SecretKeySpec key;

    /**
     * @param key at least one byte; 32 when made by {@link #of}
     */
    public SubjectFingerprint(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * With the home folder's key, which is made on first use: not when it is gone, or this is
     * another folder, for by a new one nobody is known who was erased before.
     *
     * @throws PreconditionException when there is none and the database knows somebody by one
     */
    public static SubjectFingerprint of(Path home, JdbcClient jdbc) {
        if (!Files.exists(file(home)) && jdbc.sql(IS_IN_USE).query(Boolean.class).single()) {
            throw new PreconditionException(
                    "The key "
                            + file(home)
                            + " is missing, and the erased are known by one: bring it back, or set"
                            + " MATCHMILL_HOME to the folder that has it. If it is lost, a new one"
                            + " (openssl rand -hex 32) goes on, and whoever was erased before may"
                            + " come back.");
        }
        return of(home);
    }

    /** With the home folder's key: a file that only its owner reads, made on first use. */
    public static SubjectFingerprint of(Path home) {
        Path file = file(home);
        try {
            return new SubjectFingerprint(
                    HexFormat.of()
                            .parseHex(SecretFile.readOrMake(file, HexFormat.of()::formatHex)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read or make " + file, unreadable);
        }
    }

    private static Path file(Path home) {
        return home.resolve("fingerprint.key");
    }

    /** Of an address in any case, with or without surrounding white space. */
    public byte[] fingerprint(String address) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(normalized(address).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /**
     * The form in which addresses are stored, the same for every way to write one: trimmed,
     * composed (NFC), in lower case, the domain in ASCII (IDNA) and without a final dot.
     */
    public static String normalized(String address) {
        String lower =
                Normalizer.normalize(address.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        if (at < 0) {
            return lower;
        }
        String domain = lower.substring(at + 1);
        if (domain.endsWith(".")) {
            domain = domain.substring(0, domain.length() - 1);
        }
        return lower.substring(0, at + 1) + ascii(domain);
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noDomain) {
            return domain;
        }
    }
}
