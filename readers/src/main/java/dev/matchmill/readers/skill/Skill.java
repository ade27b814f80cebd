package dev.matchmill.readers.skill;

import dev.matchmill.migrations.type.SkillCategory;
import java.util.Set;

/**
 * One skill of the vocabulary.
 *
 * @param canonicalName lower case, unique
 * @param displayName as people write it
 * @param aliases other spellings, without the canonical and the display name
 */
public record Skill(
        String canonicalName, String displayName, SkillCategory category, Set<String> aliases) {

    public Skill {
        aliases = Set.copyOf(aliases);
    }
}
