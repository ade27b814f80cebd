package dev.matchmill.migrations.type;

/** Kind of employment. Equals the enum {@code employment_type}. */
public enum EmploymentType implements DatabaseLabel {
    FULL_TIME,
    PART_TIME,
    CONTRACT,
    TEMPORARY,
    INTERNSHIP
}
