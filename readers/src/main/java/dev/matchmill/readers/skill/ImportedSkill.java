package dev.matchmill.readers.skill;

import dev.matchmill.migrations.type.SkillCategory;
import java.util.List;

/**
 * A skill out of somebody else's vocabulary.
 *
 * @param names not empty, the one to show first
 */
public record ImportedSkill(List<String> names, SkillCategory category) {

    public ImportedSkill {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a skill without a name");
        }
    }
}
