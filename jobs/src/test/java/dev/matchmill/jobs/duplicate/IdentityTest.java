package dev.matchmill.jobs.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.duplicate.PersonName.Agreement;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as the same, and what does not. */
class IdentityTest {

    @ParameterizedTest
    @CsvSource({
        "Anna Müller, Muller Anna, NEAR",
        "Anna Müller, 'Müller, Anna', SAME",
        "Dr. Anna von Müller PhD, ANNA MULLER, SAME",
        "Robert Smith, Bob Smith, NEAR",
        "Robert Smith, R. Smith, NEAR",
        "Katharina Schneider, Katharina Schnieder, NEAR",
        "Anna Schmidt-Berger, Anna Berger, SAME",
        "Anna Schmidt-Berger, Anna Schmidt, NEAR",
        "Anna Schmidt, Anna Berger, GIVEN",
        "Anna Schmidt, Jonas Schmidt, SURNAME",
        "Anna Schmidt, Jonas Berger, DIFFERENT",
        "Jan Li, Jun Li, SURNAME",
        "Anna, Anna Schmidt, UNKNOWN",
        "O'Brien Sean, OBrien Sean, SAME",
        "Łukasz Żak, Lukasz Zak, SAME"
    })
    void names_agree_as_people_would_say(String one, String other, Agreement agreement) {
        assertThat(PersonName.of(one).compare(PersonName.of(other))).isEqualTo(agreement);
        assertThat(PersonName.of(other).compare(PersonName.of(one))).isEqualTo(agreement);
    }

    @ParameterizedTest
    @CsvSource({
        "ann.e@gmail.com, anne+jobs@googlemail.com, true",
        "ann.e@example.com, anne@example.com, false",
        "anne+jobs@example.com, anne@example.com, true",
        "anne@example.com, anne@example.org, false"
    })
    void addresses_of_one_mailbox_are_recognised(String one, String other, boolean isSame) {
        assertThat(Mailbox.of(one).equals(Mailbox.of(other))).isEqualTo(isSame);
    }

    @Test
    void an_address_that_stands_for_an_unknown_one_is_no_mailbox() {
        assertThat(Mailbox.of("document-1@no-email.invalid")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+49 30 12345678, 030 12345678, true",
        "+49 30 12345678, +493012345678, true",
        "+49 30 12345678, +1 30 12345678, false",
        "+49 30 12345678, +49 30 12345679, false"
    })
    void numbers_are_the_same_however_they_are_written(String one, String other, boolean isSame) {
        assertThat(Phone.of(one).orElseThrow().isSame(Phone.of(other).orElseThrow()))
                .isEqualTo(isSame);
    }

    @ParameterizedTest
    @CsvSource({
        "https://de.linkedin.com/in/Anna-M/?locale=en, linkedin.com/in/anna-m",
        "http://www.github.com/annam/cv, github.com/annam",
        "https://anna.example.org/, anna.example.org"
    })
    void links_are_the_page_that_they_lead_to(String url, String page) {
        assertThat(ProfileLink.of(url)).hasValue(page);
    }

    @Test
    void a_link_to_nobody_in_particular_is_none() {
        assertThat(ProfileLink.of("https://www.linkedin.com/feed/")).isEmpty();
        assertThat(ProfileLink.of("https://github.com")).isEmpty();
        assertThat(Phone.of("000000000000")).isEmpty();
        assertThat(Phone.of("12345")).isEmpty();
    }

    @Test
    void positions_agree_by_employer_and_months() {
        Position one = position("Acme GmbH", 2019, 3, 2021, 6);

        assertThat(one.compare(position("ACME", 2019, 4, 2021, 6)))
                .isEqualTo(Position.Agreement.DATES);
        assertThat(one.compare(position("Acme Inc.", 2020, 1, 2022, 6)))
                .isEqualTo(Position.Agreement.OVERLAP);
        assertThat(one.compare(position("Acme", 2022, 1, 2023, 6)))
                .isEqualTo(Position.Agreement.NONE);
        assertThat(one.compare(position("Other", 2019, 3, 2021, 6)))
                .isEqualTo(Position.Agreement.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "' Anna@Example.COM ', anna@example.com",
        "anna@bücher.example, anna@xn--bcher-kva.example",
        "ANNA@BÜCHER.EXAMPLE., anna@xn--bcher-kva.example",
        "mu\u0308ller@example.com, m\u00fcller@example.com"
    })
    void every_way_to_write_an_address_is_stored_as_one(String written, String stored) {
        assertThat(SubjectFingerprint.normalized(written)).isEqualTo(stored);
    }

    private static Position position(String employer, int from, int month, int to, int until) {
        return Position.of(
                Employer.of(employer),
                LocalDate.of(from, month, 1),
                LocalDate.of(to, until, 28),
                false);
    }
}
