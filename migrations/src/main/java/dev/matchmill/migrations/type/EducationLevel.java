package dev.matchmill.migrations.type;

/** Level of a degree, lowest first. Equals the enum {@code education_level}. */
public enum EducationLevel implements DatabaseLabel {
    NONE,
    SECONDARY,
    VOCATIONAL,
    ASSOCIATE,
    BACHELOR,
    MASTER,
    DOCTORATE,
    OTHER
}
