package dev.matchmill.jobs.subject;

/**
 * A column that an erasure changes, as the catalogue and its classification describe it.
 *
 * @param action what happens to it; neither {@code KEEP} nor {@code DELETE_ROW}
 * @param type as PostgreSQL writes it, as {@code jsonb_object}
 * @param isEnum whether the type is an enumeration; one that is redacted has the label 'unknown'
 */
record ErasableColumn(String name, EraseAction action, String type, boolean isEnum) {

    /** SQL for the value that it has after an erasure, over the table under the alias t. */
    String erased() {
        return switch (action) {
            case NULL_OUT -> "CAST(NULL AS " + type + ")";
            case REDACT -> unlessAbsent("CAST('" + redacted() + "' AS " + type + ")");
            // The number keeps it unique, the reserved domain keeps it undeliverable.
            case PSEUDONYMISE ->
                    unlessAbsent("CAST('erased-' || t.id || '@erased.invalid' AS " + type + ")");
            case KEEP, DELETE_ROW ->
                    throw new IllegalStateException("column " + name + " keeps its value");
        };
    }

    private String unlessAbsent(String value) {
        return "CASE WHEN t." + name + " IS NOT NULL THEN " + value + " END";
    }

    private String redacted() {
        if (isEnum) {
            return "unknown";
        }
        return switch (type) {
            case "jsonb", "jsonb_object" -> "{}";
            case "jsonb_array" -> "[]";
            default -> "[erased]";
        };
    }
}
