package dev.matchmill.jobs.doctor;

import java.util.List;
import java.util.stream.Stream;

/**
 * Extensions that the schema needs and the database lacks.
 *
 * @param migrated whether the schema is there already, which brings those that need no superuser
 */
record Extensions(List<String> missing, boolean migrated) implements Check {

    private static final List<String> FOR_SUPERUSERS =
            List.of("vector", "pg_stat_statements", "pgstattuple");
    private static final List<String> TRUSTED = List.of("pg_trgm", "btree_gin");

    static Extensions among(List<String> installed, boolean migrated) {
        return new Extensions(
                Stream.concat(FOR_SUPERUSERS.stream(), TRUSTED.stream())
                        .filter(name -> !installed.contains(name))
                        .toList(),
                migrated);
    }

    @Override
    public Finding judge() {
        if (missing.isEmpty()) {
            return Finding.ok("extensions", "all there");
        }
        String names = String.join(", ", missing);
        return !migrated && TRUSTED.containsAll(missing)
                ? Finding.ok("extensions", names + " will come with the schema")
                : Finding.fail(
                        "extensions",
                        "missing: " + names,
                        "Ask a superuser to run CREATE EXTENSION for each in this database.");
    }
}
