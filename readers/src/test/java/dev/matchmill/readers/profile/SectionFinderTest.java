package dev.matchmill.readers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.profile.Section.Kind;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class SectionFinderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "WORK HISTORY ~ EXPERIENCE",
                "E X P E R I E N C E ~ EXPERIENCE",
                "2. Professional Experience ~ EXPERIENCE",
                "\u25A0 Education: ~ EDUCATION",
                "BERUFLICHER WERDEGANG ~ EXPERIENCE",
                "Exp\u00E9riences professionnelles ~ EXPERIENCE",
                "FORMACI\u00D3N ACAD\u00C9MICA ~ EDUCATION",
                "Istruzione e formazione ~ EDUCATION",
                "Werkervaring ~ EXPERIENCE",
                "Experi\u00EAncia profissional ~ EXPERIENCE",
                "LICENSES & CERTIFICATIONS ~ CERTIFICATIONS",
                "Certifications et licences ~ CERTIFICATIONS",
                "Volunteer Experience ~ VOLUNTEERING",
                "Relevant Coursework ~ TRAINING",
            })
    void knows_a_heading(String heading, Kind kind) {
        List<Section> sections = SectionFinder.find("Jane Roe\n\n" + heading + "\nsome words");

        assertThat(sections).extracting(Section::kind).containsExactly(Kind.HEADER, kind);
    }

    @Test
    void takes_the_end_of_a_sentence_for_no_heading() {
        String text =
                """
                Experience
                Wrote the manual and gave the
                presentations.
                Collected all personal
                details.
                """;

        assertThat(SectionFinder.find(text))
                .extracting(Section::kind)
                .containsExactly(Kind.HEADER, Kind.EXPERIENCE);
    }

    @Test
    void takes_the_first_cell_of_a_row_for_a_heading() {
        List<Section> sections = SectionFinder.find("Jane Roe\nEDUCATION\tB.Sc., Leeds, 2012\n");

        Section education = sections.getLast();
        assertThat(education.kind()).isEqualTo(Kind.EDUCATION);
        assertThat(education.lines()).extracting(Line::text).containsExactly("B.Sc., Leeds, 2012");
    }
}
