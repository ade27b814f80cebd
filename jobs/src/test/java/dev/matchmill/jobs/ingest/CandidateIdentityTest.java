package dev.matchmill.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.ledger.ListedItem.ApplicationInput;
import dev.matchmill.migrations.type.SourceRecordId;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.text.Span;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CandidateIdentityTest {

    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void the_manifest_knows_better_than_the_resume() {
        var identity = CandidateIdentity.of(resume("me@example.org", "old@example.org"));

        assertThat(identity).isEqualTo(new CandidateIdentity("me@example.org", false));
    }

    @Test
    void the_surest_address_of_the_resume_counts() {
        var identity = CandidateIdentity.of(resume(null, "one@example.org", "two@example.org"));

        assertThat(identity).isEqualTo(new CandidateIdentity("one@example.org", false));
    }

    @Test
    void without_any_address_the_words_of_the_document_stand_for_the_person() {
        var identity = CandidateIdentity.of(resume(null));

        assertThat(identity.reserved()).isTrue();
        assertThat(identity.email()).matches("document-[0-9a-f]{32}@no-email\\.invalid");
        assertThat(CandidateIdentity.isReserved(identity.email())).isTrue();
        assertThat(CandidateIdentity.isReserved("one@example.org")).isFalse();
    }

    @Test
    void a_copy_in_another_layout_stands_for_the_same_person_and_other_words_do_not() {
        var one = CandidateIdentity.of(anonymous("Nurse,\nColumbus"));

        assertThat(CandidateIdentity.of(anonymous("NURSE - Columbus"))).isEqualTo(one);
        assertThat(CandidateIdentity.of(anonymous("Nurse, Dayton"))).isNotEqualTo(one);
    }

    private static ReadOutcome.Resume anonymous(String text) {
        ReadOutcome.Resume resume = resume(null);
        return new ReadOutcome.Resume(
                resume.item(),
                HASH,
                1,
                new ParsedDocument("text/plain", text, 0, false, List.of(), "en"),
                resume.profile(),
                "blind");
    }

    private static ReadOutcome.Resume resume(@Nullable String manifest, String... emails) {
        LedgerItem item =
                new LedgerItem(
                        new SourceRecordId(1),
                        "cv.txt",
                        "",
                        new ApplicationInput(manifest, null, null),
                        null,
                        1,
                        1);
        List<Field<String>> found =
                Stream.of(emails).map(e -> new Field<>(e, new Span(0, 1), 1.0)).toList();
        ResumeProfile profile =
                new ResumeProfile(
                        null, found, List.of(), List.of(), null, null, null, null, null, List.of(),
                        List.of(), List.of(), List.of(), List.of(), null, null);
        return new ReadOutcome.Resume(
                item,
                HASH,
                1,
                new ParsedDocument("text/plain", "cv", 0, false, List.of(), "en"),
                profile,
                "blind");
    }
}
