package dev.matchmill.migrations.type;

/** What kind of thing a skill is. Equals the enum {@code skill_category}. */
public enum SkillCategory implements DatabaseLabel {
    TECHNICAL,
    SOFT,
    LANGUAGE,
    DOMAIN,
    CERTIFICATION
}
