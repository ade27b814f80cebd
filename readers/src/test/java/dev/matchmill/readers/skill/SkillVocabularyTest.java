package dev.matchmill.readers.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.SkillCategory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SkillVocabularyTest {

    private static final SkillVocabulary SHIPPED = SkillVocabulary.shipped();

    @Test
    void ships_at_least_1500_skills_of_every_category() {
        assertThat(SHIPPED.skills()).hasSizeGreaterThan(1500);
        assertThat(SHIPPED.skills()).extracting(Skill::category).contains(SkillCategory.values());
    }

    @Test
    void gives_every_name_to_one_skill_only() {
        Map<String, String> owners = new HashMap<>();
        for (Skill skill : SHIPPED.skills()) {
            Set<String> names = new HashSet<>(Set.of(skill.canonicalName()));
            skill.aliases().forEach(alias -> names.add(alias.toLowerCase(Locale.ROOT)));
            for (String name : names) {
                assertThat(owners.put(name, skill.canonicalName())).as(name).isNull();
            }
        }
    }

    @Test
    void writes_canonical_names_in_lower_case_without_space_around() {
        assertThat(SHIPPED.skills())
                .extracting(Skill::canonicalName)
                .allSatisfy(
                        name -> assertThat(name).isEqualTo(name.strip().toLowerCase(Locale.ROOT)));
    }

    @Test
    void finds_a_skill_by_any_of_its_names() {
        assertThat(SHIPPED.named(" postgres ")).map(Skill::canonicalName).contains("postgresql");
        assertThat(SHIPPED.named("K8S")).map(Skill::displayName).contains("Kubernetes");
        assertThat(SHIPPED.named("cobolt")).isEmpty();
    }

    @Test
    void refuses_one_canonical_name_twice() {
        Skill skill = new Skill("go", "Go", SkillCategory.TECHNICAL, Set.of());

        assertThatThrownBy(() -> new SkillVocabulary(List.of(skill, skill)))
                .hasMessage("skill twice: go");
    }
}
