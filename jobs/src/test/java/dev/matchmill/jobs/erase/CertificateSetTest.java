package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateSetTest {

    private static final List<LedgerEntry> FIRST = Proof.chain(1, Digest.NONE, "a", "b");

    private final CertificateSet set = new CertificateSet(Optional.empty());

    @Test
    void certificates_whose_chains_join_have_no_fault() {
        List<LedgerEntry> next = Proof.chain(3, FIRST.getLast().hash(), "c");
        List<LedgerEntry> later = Proof.chain(9, "ee".repeat(32), "d");

        assertThat(set.faults(files(FIRST, next, later))).isEmpty();
    }

    @Test
    void a_chain_that_does_not_go_on_where_the_other_one_ends_is_found() {
        List<LedgerEntry> forged = Proof.chain(3, Digest.NONE, "c");

        assertThat(set.faults(files(FIRST, forged)))
                .containsExactly("entry 3 does not follow entry 2");
    }

    @Test
    void an_entry_in_two_versions_is_found() {
        List<LedgerEntry> other = Proof.chain(2, FIRST.getFirst().hash(), "x");

        assertThat(set.faults(files(FIRST, other)))
                .containsExactly("file 1: entry 2 is another one elsewhere");
    }

    @Test
    void what_is_not_genuine_is_named_by_its_file() {
        Map<String, byte[]> files = files(FIRST);
        files.put("other.json", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(set.faults(files))
                .containsExactly(
                        "other.json: it is no certificate: 'certificate' is not an object");
    }

    @Test
    void a_person_reads_what_was_done_where() {
        assertThat(CertificateText.of(Objects.requireNonNull(files(FIRST).get("file 0"))))
                .contains(
                        "request            7", "public.a", "public.b", "delete_row", Proof.PERSON);
        assertThat(CertificateText.of("{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("it is no certificate: 'certificate' is not an object\n");
    }

    @SafeVarargs
    private static Map<String, byte[]> files(List<LedgerEntry>... chains) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (List<LedgerEntry> chain : chains) {
            files.put(
                    "file " + files.size(),
                    CertificateFile.write(Proof.certificate(chain), Proof.KEY)
                            .getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }
}
