package dev.matchmill.migrations.type;

/** How long and by which rules a column or row is kept. Equals the enum {@code retention_class}. */
public enum RetentionClass implements DatabaseLabel {
    REFERENCE,
    CONFIGURATION,
    ACCOUNT,
    SESSION,
    TOKEN,
    CANDIDATE_PROFILE,
    JOB,
    APPLICATION,
    HIRE_RECORD,
    BACKGROUND_CHECK,
    DIVERSITY,
    COMMUNICATION,
    NOTIFICATION,
    RECORDING,
    EMBEDDING,
    PIPELINE_LOG,
    MATCH_RESULT,
    AUDIT,
    LEDGER,
    OPS_METRIC
}
