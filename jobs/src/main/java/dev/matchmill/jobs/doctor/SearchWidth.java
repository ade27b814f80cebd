package dev.matchmill.jobs.doctor;

import org.jspecify.annotations.Nullable;

/**
 * How widely an HNSW search looks when a session doesn't say.
 *
 * @param width {@code hnsw.ef_search}; null where the server doesn't know the setting
 */
record SearchWidth(@Nullable Integer width) implements Check {

    /** pgvector's own default; less returns fewer rows than that. */
    private static final int USUAL = 40;

    @Override
    public Finding judge() {
        if (width == null) {
            return Finding.fail(
                    "ef_search",
                    "the server does not know hnsw.ef_search",
                    "Check that pgvector's library can be loaded by the server.");
        }
        String found = "hnsw.ef_search " + width + "; matching sets its own";
        return width >= USUAL
                ? Finding.ok("ef_search", found)
                : Finding.warn(
                        "ef_search",
                        found,
                        "Remove the setting from the server, database or role: other programs'"
                                + " searches return too few rows.");
    }
}
