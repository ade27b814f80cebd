package dev.matchmill.readers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class FieldFindersTest {

    private static final ProfileExtractor EXTRACTOR =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "none",
            value = {
                "Jane Doe ~ Jane Doe",
                "JANE DOE ~ Jane Doe",
                "Jane Q. Doe, PhD ~ Jane Q. Doe",
                "Dr. Jane Doe ~ Jane Doe",
                "Jane Doe | Data Engineer ~ Jane Doe",
                "R\u00E9sum\u00E9 of Jane Doe ~ Jane Doe",
                "Name: Jane Doe ~ Jane Doe",
                "Anna-Lena M\u00FCller ~ Anna-Lena M\u00FCller",
                "Ludwig van Beethoven ~ Ludwig van Beethoven",
                "S\u00E9bastien O'Brien ~ S\u00E9bastien O'Brien",
                "Thomas Cook ~ Thomas Cook",
                "Curriculum Vitae ~ none",
                "Professional Summary ~ none",
                "SENIOR ACCOUNTANT ~ none",
                "Banquet Chef ~ none",
                "Pampered Chef ~ none",
                "KEY HOLDER ~ none",
                "Goldman Sachs Group ~ none",
                "New York ~ none",
                "Machine Learning ~ none",
                "Digital Media ~ none",
                "Career Focus ~ none",
            })
    void takes_only_a_person_for_the_name(String firstLine, @Nullable String expected) {
        String text = firstLine + "\njane.doe@example.org\n\nSummary\nWorks well.\n";

        Field<String> name = extract(text, "resume.pdf").fullName();

        if (expected == null) {
            assertThat(name).isNull();
        } else {
            assertThat(Objects.requireNonNull(name).value()).isEqualTo(expected);
            assertThat(name.confidence()).isBetween(0.5, 1.0);
        }
    }

    @Test
    void leaves_an_unknown_phrase_of_an_anonymous_resume_alone() {
        assertThat(extract("Zyphrax Bellun\nSummary\nWorks.\n", "10554236.pdf").fullName())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "J.Doe@Example.ORG ~ j.doe@example.org",
                "mail: j_doe+cv@mail.example.co.uk, ~ j_doe+cv@mail.example.co.uk",
                "j.doe (at) example (dot) com ~ j.doe@example.com",
                "j.doe[at]example.com ~ j.doe@example.com",
            })
    void reads_an_address_in_lower_case(String line, String expected) {
        assertThat(extract("Jane Doe\n" + line + "\n", "a.pdf").emails())
                .extracting(Field::value)
                .containsExactly(expected);
    }

    @Test
    void leaves_out_addresses_of_other_people() {
        String text =
                """
                Jane Doe
                jane@example.org
                Presented by: Top Staffing agency (cv@staffing.example)

                Experience
                Clerk at Acme Ltd, 2010 - 2012
                Supervisor: bob@acme.example

                References
                Ann Lee, ann@acme.example, (512) 478-9999
                """;

        ResumeProfile profile = extract(text, "a.pdf");

        assertThat(profile.emails()).extracting(Field::value).containsExactly("jane@example.org");
        assertThat(profile.phones()).isEmpty();
    }

    @Test
    void reads_an_address_that_only_a_link_holds() {
        ParsedDocument document =
                new ParsedDocument(
                        "application/pdf",
                        "Jane Doe\nE-mail",
                        1,
                        false,
                        List.of("mailto:Jane@Example.org?subject=Hi", "https://GitHub.com/jane/"),
                        null);

        ResumeProfile profile = EXTRACTOR.extract(document, "a.pdf", LocalDate.of(2026, 11, 1));

        assertThat(profile.emails()).extracting(Field::value).containsExactly("jane@example.org");
        assertThat(profile.links())
                .extracting(Field::value)
                .containsExactly("https://github.com/jane");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "none",
            value = {
                "(512) 478-3219 ~ +15124783219",
                "512.478.3219 ~ +15124783219",
                "+1 512 478 3219 ~ +15124783219",
                "(123) 456-7890 ~ +11234567890",
                "Phone: 5124783219 ~ +15124783219",
                "+49 (0)89 12345678 ~ +498912345678",
                "0044 20 7946 0958 ~ +442079460958",
                "Fax: (512) 478-3219 ~ none",
                "2015 - 2019 ~ none",
                "01/2018 - 03/2020 ~ none",
                "Austin, TX 78701-1234 ~ none",
                "ID 123456789012345 ~ none",
            })
    void tells_phone_numbers_from_dates_and_ids(String line, @Nullable String expected) {
        List<Field<String>> phones = extract("Jane Doe\n" + line + "\n", "a.pdf").phones();

        if (expected == null) {
            assertThat(phones).isEmpty();
        } else {
            assertThat(phones).extracting(Field::value).containsExactly(expected);
        }
    }

    @Test
    void is_less_sure_of_a_number_that_cannot_be_dialled() {
        Field<String> fictional = extract("Jane Doe\n(123) 456-7890\n", "a").phones().getFirst();
        Field<String> real = extract("Jane Doe\n(512) 478-3219\n", "a").phones().getFirst();

        assertThat(fictional.confidence()).isLessThan(real.confidence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "none",
            value = {
                "Austin, TX ~ Austin/TX/US",
                "Austin, Texas 78701 ~ Austin/TX/US",
                "12 Main St, Springfield, IL 62701 ~ Springfield/IL/US",
                "Mountain View, CA, USA ~ Mountain View/CA/US",
                "Gotham, USA ~ Gotham/null/US",
                "Toronto, ON M5V 2T6 ~ Toronto/ON/CA",
                "80331 M\u00FCnchen ~ M\u00FCnchen/null/DE",
                "London, United Kingdom ~ London/null/GB",
                "Location: Nairobi ~ Nairobi/null/KE",
                "Atlanta, Georgia ~ Atlanta/GA/US",
                "City , State ~ none",
                "Sales, Marketing ~ none",
                "Ready to travel, or relocate ~ none",
            })
    void reads_places_that_exist(String line, @Nullable String expected) {
        Field<Location> field = extract("Jane Doe\n" + line + "\n", "a.pdf").location();

        if (expected == null) {
            assertThat(field).isNull();
        } else {
            Location place = Objects.requireNonNull(field).value();
            assertThat(place.city() + "/" + place.region() + "/" + place.country())
                    .isEqualTo(expected);
        }
    }

    @Test
    void counts_overlapping_positions_once_and_believes_what_a_summary_states_of_the_whole() {
        String dated =
                """
                Experience
                Clerk at Acme Ltd (2010 - 2012)
                Driver at Bolt Ltd (2011 - 2013)
                """;
        String stated = "Summary\nOver 20 years of professional experience in logistics.\n";

        // Years alone count from their middle.
        assertThat(extract(dated, "a").yearsOfExperience()).isEqualTo(3.0);
        assertThat(extract("Over 5 years of experience.\n" + dated, "a").yearsOfExperience())
                .isEqualTo(5.0);
        assertThat(extract("Over 1 year of experience.\n" + dated, "a").yearsOfExperience())
                .isEqualTo(3.0);
        assertThat(extract(stated, "a").yearsOfExperience()).isEqualTo(20.0);
        assertThat(extract("Summary\nHard worker.\n", "a").yearsOfExperience()).isNull();
    }

    @Test
    void reads_spoken_languages_but_no_programming_languages() {
        String text =
                """
                Jane Doe
                Summary
                Fluent in Spanish. Programming languages: Java.
                Languages
                German (C1), English, Java
                """;

        assertThat(extract(text, "a").languages())
                .extracting(Field::value)
                .containsExactlyInAnyOrder(
                        new SpokenLanguage("Spanish", LanguageLevel.FLUENT),
                        new SpokenLanguage("German", LanguageLevel.C1),
                        new SpokenLanguage("English", null));
    }

    private static ResumeProfile extract(String text, String fileName) {
        return EXTRACTOR.extract(
                new ParsedDocument("text/plain", text, 0, false, List.of(), null),
                fileName,
                LocalDate.of(2026, 11, 1));
    }
}
