package dev.matchmill.readers.skill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.SkillCategory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedSkillsTest {

    private static final SkillVocabulary VOCABULARY =
            new SkillVocabulary(
                            List.of(
                                    new Skill("java", "Java", SkillCategory.TECHNICAL, Set.of()),
                                    new Skill(
                                            "microsoft teams",
                                            "Microsoft Teams",
                                            SkillCategory.TECHNICAL,
                                            Set.of())))
                    .with(
                            List.of(
                                    tool("Microsoft Teams", "Teams"),
                                    tool("Wave"),
                                    tool("planning"),
                                    tool("JSDoc"),
                                    tool("Live Chat"),
                                    tool("operate wood saws"),
                                    tool("Java (programming)", "Java", "JavaSE"),
                                    tool("progress"),
                                    tool("Restaurant Manager"),
                                    tool("D"),
                                    new ImportedSkill(List.of("carving"), SkillCategory.DOMAIN)));

    private static final SkillMatcher MATCHER = new SkillMatcher(VOCABULARY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Led teams of five and worked in teams",
                "Teams of five reported to me",
                "a wave of applications",
                "Planning the week ahead was my task, planning the menu too",
                "a live chat with guests",
                "WAVE OF LAYOFFS IN TEAMS",
                "experience with progress reports",
                "Skills\nmaterials, progress, reading",
                "Restaurant Manager, Harbour Works",
            })
    void takes_no_ordinary_word_for_an_imported_name(String text) {
        assertThat(skills(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Java, Teams, Wave ~ java,microsoft teams,wave",
                "documented the code with JSDoc ~ jsdoc",
                "answered through Live Chat ~ live chat",
                "able to operate wood saws safely ~ operate wood saws",
                "experience with carving ~ carving",
                "Java, progress, Restaurant Manager ~ java,progress,restaurant manager",
            })
    void finds_an_imported_name_that_its_case_or_its_place_proves(String text, String expected) {
        assertThat(skills(text)).containsExactly(expected.split(","));
    }

    @Test
    void adds_the_names_of_a_skill_that_is_known_already_to_it() {
        assertThat(VOCABULARY.named("javase")).map(Skill::canonicalName).contains("java");
        assertThat(VOCABULARY.skills())
                .extracting(Skill::canonicalName)
                .doesNotContain("java (programming)", "teams")
                .doesNotHaveDuplicates();
    }

    @Test
    void has_another_fingerprint_with_one_more_name_only() {
        SkillVocabulary shipped = SkillVocabulary.shipped();

        assertThat(shipped.with(List.of())).isSameAs(shipped);
        assertThat(shipped.with(List.of(tool("Java"))).fingerprint())
                .isEqualTo(shipped.fingerprint());
        assertThat(shipped.with(List.of(tool("Java", "JavaStandard"))).fingerprint())
                .isNotEqualTo(shipped.fingerprint());
    }

    private static ImportedSkill tool(String... names) {
        return new ImportedSkill(List.of(names), SkillCategory.TECHNICAL);
    }

    private static List<String> skills(String text) {
        return MATCHER.find(text).stream().map(SkillMention::skill).toList();
    }
}
