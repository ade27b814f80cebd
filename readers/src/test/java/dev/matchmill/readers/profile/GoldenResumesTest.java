package dev.matchmill.readers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

@NullMarked
class GoldenResumesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ProfileExtractor EXTRACTOR =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()));

    static Stream<String> resumes() {
        return Stream.of(
                "nurse-us",
                "accountant-anonymous",
                "german",
                "french",
                "spanish",
                "developer-dates-left",
                "chef-title-first",
                "teacher-phd",
                "driver-statement",
                "sales-stacked-dates",
                "labelled",
                "two-referees",
                "overlapping",
                "company-first",
                "no-headings",
                "grouped-by-duration",
                "grouped-by-company",
                "undated",
                "german-table",
                "french-since",
                "spanish-until-now",
                "blank-company",
                "margin-dates",
                "lost-dashes",
                "stated-years");
    }

    @ParameterizedTest
    @MethodSource("resumes")
    void reads_exactly_what_the_resume_says(String resume) throws IOException {
        String text = resource(resume + ".txt");
        Expected expected = JSON.readValue(resource(resume + ".json"), Expected.class);

        ResumeProfile profile = extract(text);

        List<String> skills = profile.skills().stream().map(SkillMention::skill).toList();
        assertThat(skills).containsAll(expected.skills);
        assertThat(asExpected(profile, expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("resumes")
    void points_at_the_words_of_every_value(String resume) throws IOException {
        String text = resource(resume + ".txt");

        ResumeProfile profile = extract(text);

        for (SkillMention skill : profile.skills()) {
            assertThat(skill.evidence()).contains(skill.span().of(text).replace('\n', ' '));
        }
        Field<String> name = profile.fullName();
        if (name != null) {
            assertThat(name.span().of(text)).isEqualToIgnoringCase(name.value());
        }
        Field<String> title = profile.currentTitle();
        if (title != null) {
            assertThat(title.span().of(text)).isEqualTo(title.value());
        }
        for (Field<String> phone : profile.phones()) {
            String digits = phone.span().of(text).replaceAll("\\D", "").replaceAll("^0+", "");
            assertThat(phone.value()).endsWith(digits);
        }
        for (WorkEntry entry : profile.workHistory()) {
            if (entry.title() != null) {
                assertThat(entry.span().of(text)).contains(entry.title());
            }
        }
        for (Field<SpokenLanguage> language : profile.languages()) {
            assertThat(language.span().of(text)).isNotBlank().doesNotContain("\n");
        }
        for (EducationEntry entry : profile.education()) {
            if (entry.degree() != null) {
                assertThat(entry.span().of(text)).contains(entry.degree());
            }
        }
    }

    private static ResumeProfile extract(String text) {
        ParsedDocument document = new ParsedDocument("text/plain", text, 0, false, List.of(), null);
        return EXTRACTOR.extract(document, "document.txt", LocalDate.of(2026, 11, 1));
    }

    private static Expected asExpected(ResumeProfile p, Expected expected) {
        return new Expected(
                valueOf(p.fullName()),
                p.emails().stream().map(Field::value).toList(),
                p.phones().stream().map(Field::value).toList(),
                p.links().stream().map(Field::value).toList(),
                placeOf(p.location()),
                valueOf(p.currentTitle()),
                valueOf(p.currentCompany()),
                p.yearsOfExperience(),
                p.workHistory().stream().map(GoldenResumesTest::of).toList(),
                p.education().stream().map(GoldenResumesTest::of).toList(),
                p.languages().stream().map(GoldenResumesTest::of).toList(),
                expected.skills,
                expected.certifications == null
                        ? null
                        : p.certifications().stream()
                                .map(GoldenResumesTest::ofCertificate)
                                .toList());
    }

    private static @Nullable String valueOf(@Nullable Field<String> field) {
        return field == null ? null : field.value();
    }

    private static @Nullable String placeOf(@Nullable Field<Location> field) {
        if (field == null) {
            return null;
        }
        Location place = field.value();
        return place.city() + ", " + place.region() + ", " + place.country();
    }

    private static String of(WorkEntry entry) {
        return String.join(
                " | ",
                entry.title() + "",
                entry.company() + "",
                entry.start() + "",
                entry.current() ? "now" : entry.end() + "");
    }

    private static String of(Field<SpokenLanguage> field) {
        LanguageLevel level = field.value().level();
        return field.value().name() + (level == null ? "" : " " + level.label());
    }

    private static String ofCertificate(Field<Certification> field) {
        Certification one = field.value();
        return String.join(" | ", one.name(), one.issuer() + "", one.date() + "");
    }

    private static String of(EducationEntry entry) {
        YearMonth end = entry.end();
        return String.join(
                " | ",
                entry.level().name(),
                entry.degree() + "",
                entry.field() + "",
                entry.school() + "",
                end + "");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = GoldenResumesTest.class.getResourceAsStream("golden/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    record Expected(
            @Nullable String name,
            List<String> emails,
            List<String> phones,
            List<String> links,
            @Nullable String location,
            @Nullable String title,
            @Nullable String company,
            @Nullable Double years,
            List<String> work,
            List<String> education,
            List<String> languages,
            List<String> skills,
            @Nullable List<String> certifications) {}
}
