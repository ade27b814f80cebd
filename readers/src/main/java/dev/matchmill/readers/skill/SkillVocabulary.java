package dev.matchmill.readers.skill;

import java.util.List;

/** The skills that Matchmill knows by name. */
public final class SkillVocabulary {

    private final List<Skill> skills;

    public SkillVocabulary(List<Skill> skills) {
        this.skills = List.copyOf(skills);
    }

    /** The vocabulary that comes with Matchmill. */
    public static SkillVocabulary shipped() {
        return new SkillVocabulary(List.of());
    }

    public List<Skill> skills() {
        return skills;
    }
}
