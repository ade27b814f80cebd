package dev.matchmill.config.database;

/** As whom the program works once it is connected. */
public enum WorkingRole {
    /** The jobs: they write everything but equal-opportunity answers and erasures. */
    BATCH("ats_batch"),
    /** The verbs that only look. */
    READER("ats_reader"),
    /** Erasure, retention and the keys of encrypted columns. */
    PRIVACY("ats_privacy"),
    /** Figures without people: aggregates of equal-opportunity answers. */
    REPORTING("ats_reporting"),
    /** Nobody but the login itself, with all its rights. */
    LOGIN("");

    private final String label;

    WorkingRole(String label) {
        this.label = label;
    }

    /** The role's name in the database; empty for the login. */
    public String label() {
        return label;
    }

    /** This role, or the login where the settings say that nobody steps down. */
    public WorkingRole in(DatabaseSettings settings) {
        return settings.stepDown() ? this : LOGIN;
    }
}
