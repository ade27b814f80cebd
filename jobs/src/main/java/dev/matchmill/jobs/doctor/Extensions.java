package dev.matchmill.jobs.doctor;

import java.util.List;

/** Extensions that the schema needs and the database lacks. */
record Extensions(List<String> missing) implements Check {

    static final List<String> NEEDED =
            List.of("vector", "pg_trgm", "btree_gin", "pg_stat_statements", "pgstattuple");

    @Override
    public Finding judge() {
        if (missing.isEmpty()) {
            return Finding.ok("extensions", String.join(", ", NEEDED));
        }
        return Finding.fail(
                "extensions",
                "missing: " + String.join(", ", missing),
                "Ask a superuser to run CREATE EXTENSION for each in this database.");
    }
}
