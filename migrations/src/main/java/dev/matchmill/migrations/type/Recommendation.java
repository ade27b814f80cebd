package dev.matchmill.migrations.type;

/**
 * What the score suggests to the recruiter, best first. Equals the enum {@code
 * recommendation_level}.
 */
public enum Recommendation implements DatabaseLabel {
    STRONG_YES,
    YES,
    MAYBE,
    NO,
    STRONG_NO
}
