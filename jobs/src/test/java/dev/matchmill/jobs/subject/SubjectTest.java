package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectTest {

    private static final Extent TENANT = new Extent.Tenant(new OrganizationId(7));

    @Test
    void the_fingerprint_is_hmac_sha_256_of_the_normalized_address() {
        SubjectFingerprint fingerprint =
                new SubjectFingerprint("key".getBytes(StandardCharsets.US_ASCII));

        // The example of RFC-style test vectors: HMAC_SHA256("key", "the quick brown fox jumps over
        // the lazy dog").
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        fingerprint.fingerprint(
                                                " The quick brown fox jumps over the lazy dog\n")))
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        fingerprint.fingerprint(
                                                "the quick brown fox jumps over the lazy dog")))
                .hasSize(64);
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        new SubjectFingerprint(new byte[] {(byte) 0x0b, 0x0b})
                                                .fingerprint("hi there")))
                .isNotEqualTo(HexFormat.of().formatHex(fingerprint.fingerprint("hi there")));
    }

    @Test
    void the_key_of_a_home_folder_stays_the_same(@TempDir Path home) {
        byte[] first = SubjectFingerprint.of(home).fingerprint("a@b.example");

        assertThat(SubjectFingerprint.of(home).fingerprint("a@b.example")).isEqualTo(first);
        assertThat(home.resolve("fingerprint.key")).isRegularFile();
    }

    @Test
    void rows_without_an_organization_follow_the_profile() {
        assertThat(emails(new Extent.Platform(), new TreeSet<>())).containsExactly("a@b.example");
        assertThat(emails(TENANT, new TreeSet<>(List.of(5L)))).containsExactly("a@b.example");
        assertThat(emails(TENANT, new TreeSet<>())).isEmpty();
        assertThat(emails(new Extent.OneApplication(new ApplicationId(3)), new TreeSet<>()))
                .isEmpty();
    }

    @Test
    void an_extent_names_its_organization() {
        assertThat((Long[]) subject(TENANT, new TreeSet<>()).parameters().get("organizations"))
                .containsExactly(7L);
        assertThat(
                        (Long[])
                                subject(new Extent.Platform(), new TreeSet<>())
                                        .parameters()
                                        .get("organizations"))
                .isEmpty();
        assertThat(subject(TENANT, new TreeSet<>()).parameters())
                .containsEntry("everywhere", false);
        assertThat(subject(new Extent.Platform(), new TreeSet<>()).parameters())
                .containsEntry("everywhere", true);
    }

    @Test
    void items_are_parameters_in_pairs() {
        Subject subject =
                new Subject(
                        TENANT,
                        Map.of(),
                        List.of(new Subject.Item(1, 2, "a"), new Subject.Item(3, 4, "b")),
                        new TreeSet<>(),
                        List.of());

        assertThat((Long[]) subject.parameters().get("records")).containsExactly(1L, 3L);
        assertThat((Long[]) subject.parameters().get("sources")).containsExactly(2L, 4L);
        assertThat((String[]) subject.parameters().get("externals")).containsExactly("a", "b");
        assertThat(subject.isEmpty()).isFalse();
        assertThat(subject.items().getFirst()).hasToString("Item[1]");
    }

    @Test
    void keys_are_parameters_by_their_names_and_a_missing_one_is_empty() {
        Subject subject =
                new Subject(
                        TENANT,
                        Map.of("files", new TreeSet<>(List.of(9L))),
                        List.of(),
                        new TreeSet<>(),
                        List.of());

        assertThat((Long[]) subject.parameters().get("files")).containsExactly(9L);
        assertThat(subject.files()).containsExactly(9L);
        assertThat(
                        List.of(
                                subject.users(),
                                subject.archived(),
                                subject.persons(),
                                subject.applications()))
                .allMatch(Set::isEmpty);
        assertThat(subject.isEmpty()).isFalse();
    }

    @Test
    void nobody_is_empty_and_no_address_is_shown() {
        Subject nobody = subject(TENANT, new TreeSet<>());

        assertThat(nobody.isEmpty()).isTrue();
        assertThat(nobody).hasToString("Subject[candidates=[], applications=[], archived=[]]");
    }

    @Test
    void held_by_nothing_is_no_answer() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Erasure.Held(List.of()));
    }

    @Test
    void residual_rows_are_summed() {
        Erasure.Erased erased =
                new Erasure.Erased(
                        List.of(
                                new StoreErasure("public", "a", EraseAction.REDACT, 5, 2),
                                new StoreErasure("public", "b", EraseAction.REDACT, 5, 3)),
                        List.of(),
                        new TreeSet<>());

        assertThat(erased.residualRows()).isEqualTo(5);
    }

    private static String[] emails(Extent extent, SortedSet<Long> candidates) {
        return (String[])
                Objects.requireNonNull(subject(extent, candidates).parameters().get("emails"));
    }

    private static Subject subject(Extent extent, SortedSet<Long> candidates) {
        return new Subject(
                extent,
                Map.of("candidates", candidates),
                List.of(),
                new TreeSet<>(List.of("a@b.example")),
                List.of());
    }
}
