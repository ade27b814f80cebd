package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.erase.CertificateFile.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateFileTest {

    private static final String FILE = CertificateFile.write(Proof.certificate(), Proof.KEY);

    @Test
    void what_was_given_out_is_genuine_and_reads_back_as_it_was() {
        assertThat(verify(FILE))
                .isEqualTo(new Verdict.Genuine(Proof.certificate(), Proof.KEY.verifying()));
        assertThat(FILE).endsWith("}\n").hasLineCount(1);
    }

    @Test
    void any_changed_byte_is_found() {
        byte[] bytes = FILE.getBytes(StandardCharsets.UTF_8);
        List<Integer> missed = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                bytes[i] ^= (byte) (1 << bit);
                if (CertificateFile.verify(bytes, Optional.empty()) instanceof Verdict.Genuine) {
                    missed.add(i);
                }
                bytes[i] ^= (byte) (1 << bit);
            }
        }

        assertThat(missed).isEmpty();
        assertThat(CertificateFile.verify(bytes, Optional.empty()))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void any_byte_that_is_missing_or_too_much_is_found() {
        byte[] bytes = FILE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte[] shorter = new byte[bytes.length - 1];
            System.arraycopy(bytes, 0, shorter, 0, i);
            System.arraycopy(bytes, i + 1, shorter, i, bytes.length - i - 1);

            assertThat(CertificateFile.verify(shorter, Optional.empty()))
                    .as("without byte %d", i)
                    .isInstanceOf(Verdict.Broken.class);
        }
        assertThat(verify(FILE + " ")).isInstanceOf(Verdict.Broken.class);
        assertThat(verify(" " + FILE)).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void something_added_to_it_is_found() {
        String more = FILE.replace("\"format\"", "\"a\":1,\"format\"");

        assertThat(faults(more))
                .containsExactly("it has more in it, or another form, than was given out");
    }

    @Test
    void one_written_anew_with_another_key_is_found_by_who_knows_the_right_one() {
        SigningKey other = SigningKey.ofSeed("x".repeat(32).getBytes(StandardCharsets.UTF_8));
        String forged = CertificateFile.write(Proof.certificate(), other);

        assertThat(verify(forged)).isInstanceOf(Verdict.Genuine.class);
        assertThat(
                        CertificateFile.verify(
                                forged.getBytes(StandardCharsets.UTF_8),
                                Optional.of(Proof.KEY.verifying())))
                .isEqualTo(
                        new Verdict.Broken(
                                List.of(
                                        "it is signed with another key than "
                                                + Proof.KEY.verifying().hex())));
        assertThat(
                        CertificateFile.verify(
                                FILE.getBytes(StandardCharsets.UTF_8),
                                Optional.of(Proof.KEY.verifying())))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void a_signature_of_something_else_is_found() {
        String signature = FILE.substring(FILE.indexOf("\"signature\":\"") + 13, FILE.length() - 3);
        String other =
                CertificateFile.write(
                        Proof.certificate(Proof.chain(9, Digest.NONE, "users")), Proof.KEY);
        String mixed =
                other.replaceAll(
                        "\"signature\":\"[0-9a-f]+\"", "\"signature\":\"" + signature + "\"");

        assertThat(faults(mixed)).containsExactly("its signature is not that of the key it names");
    }

    @Test
    void a_wrong_hash_of_the_certificate_is_found() {
        String wrong =
                FILE.replaceAll("\"sha256\":\"[0-9a-f]+\"", "\"sha256\":\"" + Digest.NONE + "\"");

        assertThat(faults(wrong)).containsExactly("its hash is that of another certificate");
    }

    @Test
    void a_broken_chain_inside_is_found_though_all_is_signed() {
        List<LedgerEntry> gap = new ArrayList<>(Proof.chain(1, Digest.NONE, "a", "b", "c"));
        gap.remove(1);

        assertThat(faults(CertificateFile.write(Proof.certificate(gap), Proof.KEY)))
                .containsExactly("entry 3 does not follow entry 1");
    }

    @Test
    void what_is_no_certificate_is_called_that() {
        assertThat(faults("")).containsExactly("it is no certificate: not JSON");
        assertThat(faults("[]\n")).containsExactly("it is no certificate: not JSON");
        assertThat(faults("{}\n"))
                .containsExactly("it is no certificate: 'certificate' is not an object");
        assertThat(faults(FILE.replace("certificate/1", "certificate/2")))
                .containsExactly(
                        "it is no certificate: 'format' is not matchmill-erasure-certificate/1");
        assertThat(faults(FILE.replace("\"rows\":3", "\"rows\":3.5")))
                .containsExactly("it is no certificate: 'rows' is not a whole number");
        assertThat(faults(FILE.replace("\"rows\":3", "\"rows\":\"3\"")))
                .containsExactly("it is no certificate: 'rows' is not a whole number");
        assertThat(faults(FILE.replace("2026-03", "2026-13")))
                .containsExactly("it is no certificate: 'received_at' is not an instant");
        assertThat(
                        faults(
                                FILE.replace(
                                        "\"" + Proof.PERSON,
                                        "\"" + Proof.PERSON.toUpperCase(java.util.Locale.ROOT))))
                .containsExactly("it is no certificate: 'fingerprint' is not a hash");
        assertThat(faults(FILE.replaceAll("\"ledger\":\\[.*?]", "\"ledger\":[1]")))
                .containsExactly("it is no certificate: 'ledger' is not a list of objects");
        assertThat(faults(FILE.replaceAll("\"ledger\":\\[.*?]", "\"ledger\":1")))
                .containsExactly("it is no certificate: 'ledger' is not a list");
        assertThat(faults(FILE.replace("\"scope\":\"platform\"", "\"scope\":null")))
                .containsExactly("it is no certificate: 'scope' is not a text");
    }

    private static Verdict verify(String file) {
        return CertificateFile.verify(file.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private static List<String> faults(String file) {
        return ((Verdict.Broken) verify(file)).faults();
    }
}
