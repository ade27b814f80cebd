package dev.matchmill.migrations.type;

/**
 * What a retention rule sets: the period, or a bound of it. Equals the enum {@code
 * retention_rule_kind}.
 */
public enum RetentionRuleKind implements DatabaseLabel {
    STANDARD,
    MINIMUM,
    MAXIMUM
}
