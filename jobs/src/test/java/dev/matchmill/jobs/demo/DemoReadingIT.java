package dev.matchmill.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import dev.matchmill.readers.skill.Skill;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;

/** Every file of the demo, read by the program's own parser and extractor. */
class DemoReadingIT {

    private static final SkillVocabulary VOCABULARY = SkillVocabulary.shipped();
    private static final Map<DemoTruth, ParseOutcome> OUTCOMES = new LinkedHashMap<>();
    private static final Map<DemoTruth, ResumeProfile> PROFILES = new LinkedHashMap<>();

    @BeforeAll
    static void read(@TempDir Path folder) throws Exception {
        Path resumes = DemoFiles.unpack(folder).resumes();
        ProfileExtractor extractor = new ProfileExtractor(new SkillMatcher(VOCABULARY));
        SandboxSettings settings =
                new Binder().bindOrCreate("matchmill.readers.sandbox", SandboxSettings.class);
        try (SandboxedParser parser = new SandboxedParser(settings)) {
            for (DemoTruth truth : DemoTruth.all()) {
                byte[] content = Files.readAllBytes(resumes.resolve(truth.file()));
                ParseOutcome outcome = parser.parse(content, truth.file());
                OUTCOMES.put(truth, outcome);
                if (truth.stored() && outcome instanceof ParsedDocument document) {
                    String day = Objects.requireNonNull(truth.text("as_of"));
                    PROFILES.put(
                            truth, extractor.extract(document, truth.file(), LocalDate.parse(day)));
                }
            }
        }
    }

    @Test
    void every_file_is_read_or_turned_away_for_the_right_reason() {
        assertThat(OUTCOMES).hasSize(36);
        assertThat(
                        misses(
                                OUTCOMES,
                                (truth, outcome) ->
                                        truth.rejected()
                                                ? outcome instanceof RefusedDocument refused
                                                        && refused.reason()
                                                                .name()
                                                                .equals(truth.text("reason"))
                                                : outcome instanceof ParsedDocument))
                .isEmpty();
    }

    @Test
    void each_name_is_right_and_none_is_invented() {
        assertThat(wrong("name", profile -> value(profile.fullName()))).isEmpty();
    }

    @Test
    void each_address_is_right_and_none_is_invented() {
        assertThat(wrong("email", profile -> first(profile.emails()))).isEmpty();
    }

    @Test
    void each_phone_number_is_right_and_none_is_invented() {
        assertThat(wrong("phone", profile -> first(profile.phones()))).isEmpty();
    }

    @Test
    void each_language_is_told() {
        assertThat(
                        misses(
                                OUTCOMES,
                                (truth, outcome) ->
                                        switch (outcome) {
                                            case RefusedDocument _ -> !truth.stored();
                                            case ParsedDocument document ->
                                                    !truth.stored()
                                                            || Objects.equals(
                                                                    document.language(),
                                                                    truth.text("language"));
                                        }))
                .isEmpty();
    }

    @Test
    void nine_in_ten_latest_titles_are_right() {
        assertThat(wrong("title", DemoReadingIT::latestTitle)).hasSizeLessThan(4);
    }

    @Test
    void nine_in_ten_companies_are_right() {
        assertThat(wrong("company", profile -> value(profile.currentCompany()))).hasSizeLessThan(4);
    }

    @Test
    void nine_in_ten_have_their_years_within_one() {
        assertThat(
                        misses(
                                PROFILES,
                                (truth, profile) -> {
                                    Double years = truth.number("years");
                                    Double read = profile.yearsOfExperience();
                                    return years == null
                                            ? read == null
                                            : read != null && Math.abs(years - read) <= 1;
                                }))
                .hasSizeLessThan(4);
    }

    @Test
    void nine_in_ten_have_their_degree() {
        assertThat(wrong("degree_level", DemoReadingIT::highest)).hasSizeLessThan(4);
    }

    @Test
    void four_in_five_skills_are_found_and_none_that_is_hidden() {
        int asked = 0;
        List<String> missed = new ArrayList<>();
        for (Map.Entry<DemoTruth, ResumeProfile> read : PROFILES.entrySet()) {
            List<String> found =
                    read.getValue().skills().stream().map(SkillMention::skill).toList();
            for (String skill : read.getKey().texts("skills")) {
                asked++;
                if (!found.contains(canonical(skill))) {
                    missed.add(read.getKey() + ": " + skill);
                }
            }
            assertThat(read.getKey().texts("absent_skills")).noneMatch(found::contains);
        }
        assertThat(asked).isGreaterThan(100);
        assertThat(missed).hasSizeLessThanOrEqualTo(asked / 5);
    }

    private static String canonical(String name) {
        return VOCABULARY.skills().stream()
                .filter(skill ->
                        skill.canonicalName().equals(name)
                                || skill.displayName().equalsIgnoreCase(name)
                                || skill.aliases().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst()
                .map(Skill::canonicalName)
                .orElse(name);
    }

    private static List<String> wrong(
            String field, Function<ResumeProfile, @Nullable String> read) {
        return PROFILES.entrySet().stream()
                .filter(entry ->
                        !Objects.equals(read.apply(entry.getValue()), entry.getKey().text(field)))
                .map(entry ->
                        entry.getKey()
                                + ": "
                                + read.apply(entry.getValue())
                                + " instead of "
                                + entry.getKey().text(field))
                .toList();
    }

    private static <T> List<DemoTruth> misses(
            Map<DemoTruth, T> read, java.util.function.BiPredicate<DemoTruth, T> isRight) {
        return read.entrySet().stream()
                .filter(entry -> !isRight.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static @Nullable String value(@Nullable Field<String> field) {
        return field == null ? null : field.value();
    }

    private static @Nullable String first(List<Field<String>> fields) {
        return fields.isEmpty() ? null : fields.getFirst().value();
    }

    private static @Nullable String latestTitle(ResumeProfile profile) {
        return profile.workHistory().isEmpty() ? null : profile.workHistory().getFirst().title();
    }

    private static @Nullable String highest(ResumeProfile profile) {
        return profile.education().stream()
                .map(EducationEntry::level)
                .max(java.util.Comparator.naturalOrder())
                .map(Enum::name)
                .orElse(null);
    }
}
