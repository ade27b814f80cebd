package dev.matchmill.readers.blind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@NullMarked
class BlindTextTest {

    private static final ProfileExtractor EXTRACTOR =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));

    private record Person(
            String name,
            String subject,
            String possessive,
            String mail,
            String home,
            String born,
            String graduated,
            String nationality,
            String gender,
            String family) {}

    private static final List<Person> PEOPLE =
            List.of(
                    new Person(
                            "Emily Walsh",
                            "she",
                            "her",
                            "emily.walsh@example.com",
                            "Boston, MA 02108",
                            "12 March 1990",
                            "2012",
                            "Irish",
                            "Female",
                            "married"),
                    new Person(
                            "Jamal Washington",
                            "he",
                            "his",
                            "jwash77@example.net",
                            "Detroit, MI 48201",
                            "1 May 1971",
                            "1993",
                            "American",
                            "Male",
                            "single"),
                    new Person(
                            "Nguyen Thi Linh",
                            "she",
                            "her",
                            "linh@example.vn",
                            "Hanoi, Vietnam",
                            "30 July 1985",
                            "2007",
                            "Vietnamese",
                            "Female",
                            "divorced"),
                    new Person(
                            "Rajesh Kumar Iyer",
                            "he",
                            "his",
                            "r.k.iyer@example.in",
                            "Pune, India",
                            "5 June 1979",
                            "2001",
                            "Indian",
                            "Male",
                            "widowed"),
                    new Person(
                            "GRACE BAKER",
                            "she",
                            "her",
                            "gb@example.org",
                            "Leeds, United Kingdom",
                            "9 June 1999",
                            "2021",
                            "British",
                            "Female",
                            "single"),
                    new Person(
                            "Dr. Hans-Peter von der Au",
                            "he",
                            "his",
                            "hp@example.de",
                            "Berlin, Germany",
                            "2 April 1960",
                            "1985",
                            "German",
                            "Male",
                            "married"));

    private static final List<String> LAYOUTS =
            List.of(
                    """
                    {name}
                    Sales Manager
                    {home} | (512) 478-3219 | {mail}
                    Date of birth: {born} | Nationality: {nationality} | Gender: {gender}

                    Summary
                    {name} is a sales manager with a record of growth. {Subject} leads {possessive} team of ten.
                    Mr. Smith praised {possessive} negotiation skills; bake sales were {possessive} idea.

                    Experience
                    Sales Manager, Acme Inc., Jan 2018 - Present
                    - Led account management for 40 retail customers in 2019
                    Sales Associate, Shop Ltd, 03/2014 to 12/2017
                    - Cash handling and customer service

                    Education
                    Bachelor of Arts in Marketing, State University, {graduated}

                    Hobbies
                    Chess with {possessive} family

                    References
                    Ann Lee, ann@acme.example
                    """,
                    """
                    CURRICULUM VITAE

                    PERSONAL INFORMATION
                    Name: {name}
                    Address: {home}
                    Email: {mail}
                    Born: {born}
                    Marital status: {family}
                    Nationality: {nationality}

                    PROFILE
                    Nurse who puts patient care first. I am a {nationality} citizen, {family} with two children.

                    WORK EXPERIENCE
                    2015 - 2020
                    Staff Nurse
                    City Hospital
                    Wound care, triage and charting.

                    EDUCATION
                    {graduated} Bachelor of Science in Nursing

                    SKILLS
                    Wound care, triage, CPR
                    """,
                    """
                    SOFTWARE ENGINEER
                    {name}, {home}
                    {mail}
                    Skills
                    Java, Kubernetes, PostgreSQL
                    Experience
                    Company Name July 2011 to November 2012 Software Engineer
                    City , State
                    Built services in Java for {possessive} department.
                    Education
                    BS : Computer Science , {graduated} City , State
                    """,
                    """
                    {name}
                    {mail}
                    I have looked after gardens and irrigation systems for many years and know {possessive} trade.
                    My last employer trusted me with tractors, pest control and a crew of four people.
                    """);

    static Stream<String> layouts() {
        return LAYOUTS.stream();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void is_equal_for_people_who_differ_in_who_they_are_only(String layout) {
        String expected = blind(filled(layout, PEOPLE.getFirst()));
        for (Person person : PEOPLE) {
            assertThat(blind(filled(layout, person))).as(person.name).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void holds_nothing_of_the_person(String layout) {
        for (Person person : PEOPLE) {
            String blind = blind(filled(layout, person));

            assertThat(blind)
                    .doesNotContainIgnoringCase(person.mail)
                    .doesNotContainIgnoringCase(person.name.replace("Dr. ", ""))
                    .doesNotContain(person.graduated)
                    .doesNotContain(person.home.split(",", -1)[0])
                    .doesNotContainPattern("(?i)\\b(he|she|his|her|born|citizen)\\b")
                    .doesNotContainPattern("(19|20)\\d\\d")
                    .doesNotContain("478-3219", "Chess", "Ann Lee", "State University");
        }
    }

    @Test
    void keeps_what_the_person_can_do_title_first() {
        String blind = blind(filled(LAYOUTS.getFirst(), PEOPLE.getFirst()));

        assertThat(blind.lines()).first().isEqualTo("Sales Manager");
        assertThat(blind)
                .contains("record of growth", "negotiation skills", "bake sales")
                .contains("account management for 40 retail customers")
                .contains("Cash handling and customer service", "Bachelor of Arts", "Marketing")
                .containsSubsequence("record of growth", "account management", "Cash handling");
    }

    @Test
    void keeps_most_of_a_body_without_headings() {
        String blind = blind(filled(LAYOUTS.getLast(), PEOPLE.getFirst()));

        assertThat(blind).contains("irrigation systems", "tractors, pest control");
    }

    @Test
    void says_of_a_posting_what_is_done_and_asked_for_once() {
        String text =
                BlindText.ofPosting(
                        "Nurse ",
                        "Ward work.",
                        " Degree.",
                        "Ward work.",
                        List.of("triage"),
                        List.of());

        assertThat(text).isEqualTo("Nurse\nWard work.\nDegree.\ntriage");
    }

    @Test
    void names_only_skills_of_a_posting_that_its_words_do_not() {
        String text =
                BlindText.ofPosting(
                        "Analyst",
                        "Reports in SQL and C++, charts for farmers.",
                        null,
                        null,
                        List.of("sql", "R", "c++"),
                        List.of("far", "charts", "excel"));

        assertThat(text)
                .isEqualTo("Analyst\nReports in SQL and C++, charts for farmers.\nR\nfar, excel");
    }

    private static String filled(String layout, Person person) {
        String subject = person.subject;
        return layout.replace("{name}", person.name)
                .replace(
                        "{Subject}",
                        subject.substring(0, 1).toUpperCase(Locale.ROOT) + subject.substring(1))
                .replace("{subject}", subject)
                .replace("{possessive}", person.possessive)
                .replace("{mail}", person.mail)
                .replace("{home}", person.home)
                .replace("{born}", person.born)
                .replace("{graduated}", person.graduated)
                .replace("{nationality}", person.nationality)
                .replace("{gender}", person.gender)
                .replace("{family}", person.family);
    }

    private static String blind(String text) {
        ParsedDocument document = new ParsedDocument("text/plain", text, 0, false, List.of(), null);
        return BlindText.ofResume(
                EXTRACTOR.extract(document, "a.txt", LocalDate.of(2026, 11, 1)), document);
    }
}
