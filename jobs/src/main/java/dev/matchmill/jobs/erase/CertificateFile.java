package dev.matchmill.jobs.erase;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A certificate as it is given out: one line of canonical JSON with the certificate, its SHA-256,
 * the public key and the signature. Verified without a database.
 */
public final class CertificateFile {

    private static final int SIGNATURE_DIGITS = 128;
    private static final JsonMapper JSON = new JsonMapper();

    private CertificateFile() {}

    /** How a verification ended. */
    public sealed interface Verdict {

        /** Every hash is right and the signature is the key's. */
        record Genuine(ErasureCertificate certificate, VerifyingKey key) implements Verdict {}

        /**
         * It is not what was given out.
         *
         * @param faults sentences, at least one
         */
        record Broken(List<String> faults) implements Verdict {

            public Broken {
                faults = List.copyOf(faults);
            }
        }
    }

    /** The file's text, ended by a newline. */
    public static String write(ErasureCertificate certificate, SigningKey key) {
        byte[] body = bytes(certificate);
        return text(
                certificate,
                Digest.of(body),
                key.verifying(),
                HexFormat.of().formatHex(key.sign(body)));
    }

    /**
     * Verifies a file.
     *
     * @param trusted the key that must have signed; empty: whichever the file names, which proves
     *     only that the file is whole
     */
    public static Verdict verify(byte[] file, Optional<VerifyingKey> trusted) {
        try {
            return judge(file, trusted);
        } catch (JacksonException | CertificateFields.MalformedException broken) {
            return new Verdict.Broken(List.of("it is no certificate: " + reason(broken)));
        }
    }

    private static Verdict judge(byte[] file, Optional<VerifyingKey> trusted) {
        CertificateFields fields = new CertificateFields(JSON.readValue(file, Map.class));
        ErasureCertificate certificate = ErasureCertificate.of(fields.object("certificate"));
        String hash = fields.hash("sha256");
        VerifyingKey key = new VerifyingKey(fields.hash("public_key"));
        String signature = fields.text("signature");
        byte[] body = bytes(certificate);
        List<String> faults = new ArrayList<>();
        if (!Digest.of(body).equals(hash)) {
            faults.add("its hash is that of another certificate");
        }
        if (!signature.matches("[0-9a-f]{" + SIGNATURE_DIGITS + "}")
                || !key.accepts(body, HexFormat.of().parseHex(signature))) {
            faults.add("its signature is not that of the key it names");
        }
        if (trusted.isPresent() && !trusted.get().equals(key)) {
            faults.add("it is signed with another key than " + trusted.get().hex());
        }
        faults.addAll(certificate.faults());
        // Whatever else stands in the file, or in another form, was not given out.
        byte[] expected = text(certificate, hash, key, signature).getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(expected, file)) {
            faults.add("it has more in it, or another form, than was given out");
        }
        return faults.isEmpty()
                ? new Verdict.Genuine(certificate, key)
                : new Verdict.Broken(faults);
    }

    private static String text(
            ErasureCertificate certificate, String hash, VerifyingKey key, String signature) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("certificate", certificate.toMap());
        file.put("sha256", hash);
        file.put("public_key", key.hex());
        file.put("signature", signature);
        return CanonicalJson.write(file) + "\n";
    }

    private static byte[] bytes(ErasureCertificate certificate) {
        return CanonicalJson.write(certificate.toMap()).getBytes(StandardCharsets.UTF_8);
    }

    private static String reason(RuntimeException broken) {
        return broken instanceof CertificateFields.MalformedException malformed
                ? String.valueOf(malformed.getMessage())
                : "not JSON";
    }
}
