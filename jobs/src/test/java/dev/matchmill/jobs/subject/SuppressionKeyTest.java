package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.subject.SuppressionKey.Of;
import dev.matchmill.migrations.type.OrganizationId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuppressionKeyTest {

    private static final String HASH = "ab".repeat(32);

    @Test
    void an_address_is_recognised_in_any_case() {
        assertThat(SuppressionKey.address(" Ada@Example.org "))
                .isEqualTo(new SuppressionKey(Of.ADDRESS, "ada@example.org"));
    }

    @Test
    void a_document_is_recognised_by_its_words_whatever_stands_between_them() {
        SuppressionKey key = SuppressionKey.document("Ada Fenwick,\n12 years of Rust");

        assertThat(SuppressionKey.document("  ada   FENWICK 12 years -- of rust.")).isEqualTo(key);
        assertThat(SuppressionKey.document("Ada Fenwick, 13 years of Rust")).isNotEqualTo(key);
        assertThat(SuppressionKey.document("AdaFenwick 12 years of Rust")).isNotEqualTo(key);
        assertThat(key.of()).isEqualTo(Of.DOCUMENT);
        assertThat(key.text()).matches("document-[0-9a-f]{32}@no-email\\.invalid");
    }

    @Test
    void the_address_that_stands_for_a_document_is_that_document() {
        String reserved = SuppressionKey.reservedAddress("Ada Fenwick");

        assertThat(SuppressionKey.address(reserved))
                .isEqualTo(SuppressionKey.document("ada fenwick"));
        assertThat(SuppressionKey.isReserved(reserved)).isTrue();
        assertThat(SuppressionKey.isReserved("ada@example.org")).isFalse();
    }

    @Test
    void what_was_sent_is_recognised_for_its_posting_and_organization_only() {
        OrganizationId one = new OrganizationId(1);

        assertThat(SuppressionKey.application(one, "ENG-1", HASH))
                .isEqualTo(SuppressionKey.application(one, "ENG-1", HASH));
        List<SuppressionKey> all =
                List.of(
                        SuppressionKey.application(one, "ENG-1", HASH),
                        SuppressionKey.application(one, "ENG-2", HASH),
                        SuppressionKey.application(new OrganizationId(2), "ENG-1", HASH),
                        SuppressionKey.application(one, "ENG-1", "cd".repeat(32)),
                        SuppressionKey.file(HASH));
        assertThat(all).extracting(SuppressionKey::text).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(SuppressionKey::of)
                .containsExactly(
                        Of.APPLICATION, Of.APPLICATION, Of.APPLICATION, Of.APPLICATION, Of.FILE);
    }

    @Test
    void it_does_not_show_what_it_is_made_of() {
        assertThat(SuppressionKey.address("ada@example.org"))
                .hasToString("SuppressionKey[ADDRESS]");
        assertThat(Stream.of(Of.values()).map(Of::label))
                .containsExactly("address", "document", "file", "application");
    }
}
