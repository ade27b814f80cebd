package dev.matchmill.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.ledger.ListedItem.ApplicationInput;
import dev.matchmill.jobs.ledger.ListedItem.Sender;
import dev.matchmill.migrations.type.SourceRecordId;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingTest {

    private static final ProfileExtractor EXTRACTOR =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "asmith84@example.org,none,true",
                "anna.smith@example.org,none,true",
                "smithanna@example.org,none,true",
                "surfer77@example.org,Anna Maria Smith,true",
                "surfer77@example.org,'Sm\u00EDth, Anna',true",
                "surfer77@example.org,none,false",
                "bob.smith@example.org,Bob Smith,false",
                "anna.jones@agency.example,Anna Jones,false",
            })
    void a_sender_is_the_applicant_when_address_or_name_agree(
            String address, String calls, boolean agrees) {
        String text = "Name: Anna Smith\n\nExperience\nCook, Mill Ltd\nJanuary 2019 - March 2024\n";
        ParsedDocument document = new ParsedDocument("text/plain", text, 0, false, List.of(), "en");
        LedgerItem item =
                new LedgerItem(
                        new SourceRecordId(1),
                        "2026-03-02-0123456789ab/cv.txt",
                        "",
                        new ApplicationInput(null, null, null, new Sender(address, calls)),
                        null,
                        1,
                        1);
        ReadOutcome.Resume resume =
                new ReadOutcome.Resume(
                        item,
                        "00",
                        1,
                        document,
                        EXTRACTOR.extract(document, "cv.txt", LocalDate.of(2026, 3, 1)),
                        "blind");

        assertThat(Sending.ofApplicant(resume)).isEqualTo(agrees ? address : null);
        assertThat(CandidateIdentity.of(resume).reserved()).isEqualTo(!agrees);
    }
}
