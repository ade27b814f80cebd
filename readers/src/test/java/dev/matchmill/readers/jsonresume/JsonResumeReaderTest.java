package dev.matchmill.readers.jsonresume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.Location;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonResumeReaderTest {

    private static final JsonResumeReader READER =
            new JsonResumeReader(new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped())));
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private static final String WHOLE =
            """
            {"basics": {"name": "Mar\u00EDa O'Neill-Braun", "label": "Backend Developer",
              "email": "Maria.ONeill@Example.org", "phone": "0171 2345678",
              "url": "https://maria.example", "summary": "Builds ledgers.\\nLikes tests.",
              "location": {"city": "K\u00F6ln", "region": "NRW", "countryCode": "DE"},
              "profiles": [{"network": "GitHub", "username": "maria", "url": "https://github.com/maria-x"}]},
             "work": [
              {"name": "Old Ltd", "position": "Clerk", "startDate": "2015-01", "endDate": "2018-12-31"},
              {"name": "Mill GmbH", "position": "Senior Developer", "startDate": "2019-01-05",
               "summary": "Payments", "highlights": ["Moved services to Kafka"]}],
             "education": [
              {"institution": "City School", "studyType": "Abitur", "endDate": "2008"},
              {"institution": "TU Aachen", "area": "Computer Science", "studyType": "Master of Science",
               "startDate": "2008-10", "endDate": "2013-09", "courses": ["Compilers"]}],
             "skills": [{"name": "Backend", "level": "Master", "keywords": ["Java", "PostgreSQL"]}],
             "languages": [{"language": "Deutsch", "fluency": "Native speaker"}, {"language": "English"}],
             "certificates": [{"name": "Certified Scrum Master", "issuer": "Alliance", "date": "2020-01-01"}],
             "interests": [{"name": "Sailing"}], "references": [{"name": "Bea Boss", "reference": "Great."}]}
            """;

    @Test
    void every_value_is_the_documents_own() {
        ResumeProfile profile = profile(WHOLE);

        assertThat(profile.fullName())
                .extracting(Field::value)
                .isEqualTo("Mar\u00EDa O'Neill-Braun");
        assertThat(values(profile.emails())).containsExactly("maria.oneill@example.org");
        assertThat(values(profile.phones())).containsExactly("+491712345678");
        assertThat(values(profile.links()))
                .containsExactly("https://maria.example", "https://github.com/maria-x");
        assertThat(profile.location())
                .extracting(Field::value)
                .isEqualTo(new Location("K\u00F6ln", "NRW", "DE"));
        assertThat(profile.currentTitle()).extracting(Field::value).isEqualTo("Backend Developer");
        assertThat(profile.currentCompany()).extracting(Field::value).isEqualTo("Mill GmbH");
        assertThat(profile.summary())
                .extracting(Field::value)
                .isEqualTo("Builds ledgers.\nLikes tests.");
        assertThat(profile.yearsOfExperience()).isEqualTo(11.3);
        assertThat(profile.workHistory())
                .extracting(w -> w.title() + "|" + w.company() + "|" + w.start() + "|" + w.end())
                .containsExactly(
                        "Senior Developer|Mill GmbH|2019-01|null", "Clerk|Old Ltd|2015-01|2018-12");
        assertThat(profile.education())
                .extracting(e -> e.degree() + "|" + e.field() + "|" + e.school() + "|" + e.level())
                .containsExactly(
                        "Master of Science|Computer Science|TU Aachen|" + EducationLevel.MASTER,
                        "Abitur|null|City School|" + EducationLevel.SECONDARY);
        assertThat(profile.languages())
                .extracting(language -> language.value().name())
                .containsExactly("German", "English");
        assertThat(profile.skills()).extracting(s -> s.skill()).contains("java", "postgresql");
    }

    @Test
    void spans_point_at_the_words_in_the_text() {
        JsonResumeOutcome.Resume resume = (JsonResumeOutcome.Resume) read(WHOLE);
        String text = resume.document().text();

        for (Field<String> field :
                List.of(
                        resume.profile().fullName(),
                        resume.profile().summary(),
                        resume.profile().currentTitle(),
                        resume.profile().links().getFirst())) {
            assertThat(field.span().of(text)).isEqualTo(field.value());
        }
        assertThat(resume.profile().workHistory().getFirst().span().of(text))
                .startsWith("Senior Developer, Mill GmbH")
                .contains("Kafka")
                .doesNotContain("Clerk");
        assertThat(text).contains("Certified Scrum Master", "Compilers", "Deutsch");
    }

    @Test
    void older_names_of_fields_and_absent_ones_are_understood() {
        ResumeProfile profile =
                profile(
                        """
                        {"basics": {"name": "Bo Li", "website": "https://bo.example"},
                         "work": [{"company": "Mill", "position": "Cook", "startDate": "2020", "endDate": ""}]}
                        """);

        assertThat(profile.workHistory().getFirst().company()).isEqualTo("Mill");
        assertThat(profile.workHistory().getFirst().current()).isTrue();
        assertThat(profile.workHistory().getFirst().wholeYears()).isTrue();
        assertThat(values(profile.links())).containsExactly("https://bo.example");
        assertThat(profile.currentTitle()).extracting(Field::value).isEqualTo("Cook");
        assertThat(profile.emails()).isEmpty();
        assertThat(profile.location()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"basics\": {\"name\": [\"x\"]}}|INVALID_RECORD|basics.name must be a text",
                "{\"basics\": {\"name\": \"x\"}, \"work\": {}}|INVALID_RECORD|work must be a list"
                        + " of at most 500",
                "{\"basics\": {\"name\": \"x\"}, \"work\": [\"y\"]}|INVALID_RECORD|work must be a"
                        + " list of objects",
                "{\"basics\": {\"name\": \"x\"}, \"work\": [{\"startDate\":"
                        + " \"2020-13\"}]}|INVALID_RECORD|work[0].startDate must be a date such as"
                        + " 2021-03-31, 2021-03 or 2021",
                "{\"basics\": {\"name\": \"x\", \"location\": {\"countryCode\":"
                    + " \"XX\"}}}|INVALID_RECORD|basics.location.countryCode must be an ISO 3166"
                    + " code such as US",
                "{\"name\": \"package\", \"version\": \"1.0\"}|UNSUPPORTED_TYPE|application/json",
                "[1, 2]|UNSUPPORTED_TYPE|application/json",
                "{\"basics\": {\"name\": \"x\"|CORRUPT|application/json",
            })
    void another_shape_is_a_reason_that_repeats_no_value(
            String json, RejectionReason reason, String detail) {
        JsonResumeOutcome.Refused refused = (JsonResumeOutcome.Refused) read(json);

        assertThat(refused.refusal().reason()).isEqualTo(reason);
        assertThat(refused.refusal().detail()).isEqualTo(detail);
    }

    private static ResumeProfile profile(String json) {
        return ((JsonResumeOutcome.Resume) read(json)).profile();
    }

    private static JsonResumeOutcome read(String json) {
        return READER.read(json.getBytes(StandardCharsets.UTF_8), "resume.json", TODAY);
    }

    private static List<String> values(List<Field<String>> fields) {
        return fields.stream().map(Field::value).toList();
    }
}
