package dev.matchmill.jobs.doctor;

import java.util.List;

/** Indexes that an interrupted build left behind: they cost on each write and serve no query. */
record InvalidIndexes(List<String> names) implements Check {

    @Override
    public Finding judge() {
        return names.isEmpty()
                ? Finding.ok("indexes", "all valid")
                : Finding.fail(
                        "indexes",
                        "invalid: " + String.join(", ", names),
                        "Run ./matchmill migrate: it drops or rebuilds each.");
    }
}
