package dev.matchmill.jobs.doctor;

import java.util.List;
import java.util.stream.Stream;

/**
 * Libraries that the server loads at its start.
 *
 * @param vector without it a misspelt {@code SET hnsw.…} is accepted silently in a fresh session
 * @param statements without it {@code pg_stat_statements} counts nothing
 */
record Preloaded(boolean vector, boolean statements) implements Check {

    @Override
    public Finding judge() {
        List<String> missing =
                Stream.of(vector ? "" : "vector", statements ? "" : "pg_stat_statements")
                        .filter(name -> !name.isEmpty())
                        .toList();
        return missing.isEmpty()
                ? Finding.ok("preloaded", "vector, pg_stat_statements")
                : Finding.warn(
                        "preloaded",
                        "missing: " + String.join(", ", missing),
                        "Set shared_preload_libraries = 'vector,pg_stat_statements' on the server"
                                + " and restart it.");
    }
}
