package dev.matchmill.migrations.type;

/** Seniority, lowest first. Equals the enum {@code experience_level}. */
public enum ExperienceLevel implements DatabaseLabel {
    INTERN,
    ENTRY,
    JUNIOR,
    MID,
    SENIOR,
    LEAD,
    MANAGER,
    DIRECTOR,
    EXECUTIVE
}
