package dev.matchmill.readers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in which people write addresses, numbers and links; all are invented. */
@NullMarked
class ContactVariantsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "none",
            value = {
                "jane.doe [at] mail [dot] example [dot] com ~ jane.doe@mail.example.com",
                "jane(at)example(dot)com ~ jane@example.com",
                "jane at example dot com ~ jane@example.com",
                "jane.doe @ example.com ~ jane.doe@example.com",
                "E-Mail: jane @ example.com ~ jane@example.com",
                "jane.doe@ / example.com ~ jane.doe@example.com",
                "jane.doe@exam / ple.com ~ jane.doe@example.com",
                "jane.doe / @example.com ~ jane.doe@example.com",
                "jane.doe@example. / com ~ jane.doe@example.com",
                "jane@xn--bcher-kva.example ~ jane@xn--bcher-kva.example",
                "jane@b\u00FCcher.example ~ jane@b\u00FCcher.example",
                "j\u00FCrgen@example.org ~ j\u00FCrgen@example.org",
                "\u90AE\u7BB1jane@example.com\u7535\u8BDD ~ jane@example.com",
                "512-478-3219jane@example.com ~ jane@example.com",
                "jane@example.comLinkedin ~ jane@example.com",
                "Software Engineer @ Example.com ~ none",
                "Engineer @Example.com ~ none",
                "MANAGER AT EXAMPLE.COM ~ none",
                "photo@2x.png ~ none",
                "@janedoe ~ none",
                "@jane@mastodon.example ~ none",
                "git@github.com:jane/doe.git ~ none",
                "noreply@example.com ~ none",
                "hr@acme.example ~ none",
                "https://medium.com/@jane.doe ~ none",
            })
    void an_address_is_read_as_it_is_meant(String line, @Nullable String expected) {
        String text = "Jane Doe\n" + line.replace(" / ", "\n") + "\n";

        List<String> found = values(Profiles.of(text).emails());

        assertThat(found).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void the_own_address_comes_first_and_an_employers_not_at_all() {
        String text =
                """
                Jane Doe
                jane@example.org | j.doe@example.net

                Experience
                Clerk at Acme Ltd, 2010 - 2012, bob@acme.example, (512) 478-9999
                """;

        assertThat(values(Profiles.of(text).emails()))
                .containsExactly("jane@example.org", "j.doe@example.net");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "none",
            value = {
                "(512) 478-3219 x123 ~ +15124783219",
                "512.478.3219 ext. 5 ~ +15124783219",
                "(+91) 98765 43210 ~ +919876543210",
                "+91-98765-43210 ~ +919876543210",
                "++49 151 23456789 ~ +4915123456789",
                "Berlin / 0151 23456789 ~ +4915123456789",
                "Berlin / 0151/23456789 ~ +4915123456789",
                "London, UK / 07911 123456 ~ +447911123456",
                "Paris, France / 06 12 34 56 78 ~ +33612345678",
                "S\u00E3o Paulo, Brazil / (11) 96123-4567 ~ +5511961234567",
                "Pune, India / Mob: 9876543210 ~ +919876543210",
                "Mobile No: 9876543210 ~ +919876543210",
                "07911 123456 ~ +447911123456",
                "jane@example.de / Tel. 0151 23456789 ~ +4915123456789",
                "Tel/Fax: (512) 478-3219 ~ +15124783219",
                "Telefax: (512) 478-3219 ~ none",
                "F: (512) 478-3219 ~ none",
                "Passport No: 512478321 ~ none",
                "ORCID: 0000-0002-1825-0097 ~ none",
                "ISBN 978-3-16-148410-0 ~ none",
                "2018.01 - 2020.03 ~ none",
                "01.2018 \u2013 03.2020 ~ none",
                "Zip: 4783219 ~ none",
                "\u260E +44 20 7946 0958 ~ +442079460958",
                "\u7535\u8BDD\uFF1A+86 138 0013 8000 ~ +8613800138000",
                "Supervisor: Bob Roe (512) 478-3219 ~ none",
            })
    void a_number_is_read_in_its_country(String line, @Nullable String expected) {
        String text = "Jane Doe\n" + line.replace(" / ", "\n") + "\n";

        List<String> found = values(Profiles.of(text).phones());

        assertThat(found).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void two_numbers_on_a_line_are_two() {
        assertThat(values(Profiles.of("Jane Doe\nBonn\n0228 1234567 / 0151 23456789\n").phones()))
                .containsExactlyInAnyOrder("+492281234567", "+4915123456789");
        assertThat(values(Profiles.of("Jane Doe\n512-478-3219 512-478-3220\n").phones()))
                .containsExactly("+15124783219", "+15124783220");
    }

    @Test
    void a_national_number_without_any_country_is_left_out() {
        assertThat(Profiles.of("Jane Doe\nTel: 030 123456\n").phones()).isEmpty();
        assertThat(values(Profiles.of("Jane Doe\nTel: 030 901820\n", "a", "de").phones()))
                .containsExactly("+4930901820");
    }

    @Test
    void a_number_that_only_a_link_dials_is_found() {
        assertThat(
                        values(
                                Profiles.of("Jane Doe\nCall me", "a", null, "tel:+1-512-478-3219")
                                        .phones()))
                .containsExactly("+15124783219");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "none",
            value = {
                "https://www.linkedin.com/in/jane-doe/?originalSubdomain=uk ~"
                        + " https://linkedin.com/in/jane-doe",
                "uk.linkedin.com/in/jane-doe ~ https://linkedin.com/in/jane-doe",
                "linkedin.com/in/jane- / doe-123 ~ https://linkedin.com/in/jane-doe-123",
                "LinkedIn: jane-doe-123 ~ https://linkedin.com/in/jane-doe-123",
                "GitHub: janedoe\tKaggle: jane.doe ~ https://github.com/janedoe",
                "/in/jane-doe ~ https://linkedin.com/in/jane-doe",
                "GitHub: @janedoe ~ https://github.com/janedoe",
                "HTTP://JaneDoe.Example/Work?utm_source=cv&id=7 ~ http://janedoe.example/Work?id=7",
                "janedoe.dev ~ https://janedoe.dev",
                "stackoverflow.com/users/12/jane ~ https://stackoverflow.com/users/12/jane",
                "Node.js and ASP.NET ~ none",
                "LinkedIn: Jane Doe ~ none",
                "jane@janedoe.example ~ none",
            })
    void a_link_is_read_in_one_form(String line, @Nullable String expected) {
        String text = "Jane Doe\n" + line.replace(" / ", "\n") + "\n";

        List<String> found = values(Profiles.of(text).links());

        assertThat(found).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void targets_of_the_contact_block_are_links_and_employers_are_not() {
        ResumeProfile profile =
                Profiles.of(
                        "Jane Doe\nPortfolio GitHub\n\nExperience\nClerk at Acme, 2010 - 2012\n",
                        "a",
                        null,
                        "https://janedoe.example",
                        "https://github.com/janedoe",
                        "https://acme.example");

        assertThat(values(profile.links()))
                .containsExactly("https://janedoe.example", "https://github.com/janedoe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "none",
            value = {
                "Austin, TX, willing to relocate ~ Austin/TX/US",
                "123 Main Street Springfield, IL 62701 ~ Springfield/IL/US",
                "12 Elm Road / Austin, TX 78701 / USA ~ Austin/TX/US",
                "Pune, IN ~ Pune/null/IN",
                "Toronto, CA ~ Toronto/ON/CA",
                "Los Angeles, CA ~ Los Angeles/CA/US",
                "Berlin, DE ~ Berlin/null/DE",
                "Tbilisi, Georgia ~ Tbilisi/null/GE",
                "Bengaluru, Karnataka, India ~ Bengaluru/Karnataka/IN",
                "Sydney NSW 2000, Australia ~ Sydney/NSW/AU",
                "Hauptstr. 5, 80331 M\u00FCnchen, Deutschland ~ M\u00FCnchen/null/DE",
                "D-12345 Kleinhausen ~ Kleinhausen/null/DE",
                "Flat 2, 14 Elm Road, Ashby LE65 1AB ~ Ashby/null/GB",
                "San Francisco Bay Area ~ San Francisco Bay Area/CA/US",
                "Greater London ~ Greater London/null/GB",
                "California, USA ~ null/CA/US",
                "Remote (Lisbon, Portugal) ~ Lisbon/null/PT",
                "\u5317\u4EAC ~ \u5317\u4EAC/null/CN",
                "\u041A\u0438\u0457\u0432, \u0423\u043A\u0440\u0430\u0457\u043D\u0430 ~"
                        + " \u041A\u0438\u0457\u0432/null/UA",
                "Based in Zurich ~ Zurich/null/CH",
                "Wohnort: Kleve ~ Kleve/null/DE",
                "Address: PO Box 12, Smallville, KS 66002-1234 ~ Smallville/KS/US",
                "Vancouver, B.C. ~ Vancouver/BC/CA",
                "San Jos\u00E9, Costa Rica ~ San Jos\u00E9/null/CR",
                "Seoul, South Korea, +82 10-2000-0745 ~ Seoul/null/KR",
                "geb. am 01.02.1985 in Hamburg ~ none",
                "Reading, Speech and Arts Teacher ~ none",
                "Place of birth: Hamburg ~ none",
                "Nationality: Germany ~ none",
                "Remote ~ none",
                "University of Leeds, Leeds ~ none",
            })
    void a_place_is_read_where_somebody_lives(String line, @Nullable String expected) {
        String text = "Jane Doe\njane@example.org\n" + line.replace(" / ", "\n") + "\n";

        Field<Location> field = Profiles.of(text).location();

        Location place = field == null ? null : field.value();
        assertThat(
                        place == null
                                ? null
                                : place.city() + "/" + place.region() + "/" + place.country())
                .isEqualTo(expected);
    }

    private static List<String> values(List<Field<String>> fields) {
        return fields.stream().map(Field::value).toList();
    }
}
