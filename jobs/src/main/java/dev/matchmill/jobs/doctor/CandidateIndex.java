package dev.matchmill.jobs.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HNSW index on the candidates of one model.
 *
 * @param leaf the partition
 * @param active whether matching uses that model
 * @param index its name; null where there is none
 * @param options as {@code pg_class.reloptions} has them, such as {@code m=16}
 */
record CandidateIndex(
        String leaf, boolean active, @Nullable String index, boolean valid, List<String> options)
        implements Check {

    /** The graph that recall was measured on. */
    private static final List<String> WANTED = List.of("m=16", "ef_construction=200");

    @Override
    public Finding judge() {
        if (index == null || !valid) {
            return missing();
        }
        if (!options.containsAll(WANTED)) {
            return Finding.warn(
                    "candidate_index",
                    index + " has " + (options.isEmpty() ? "default options" : options),
                    "Build it anew WITH (m = 16, ef_construction = 200), or fewer of the nearest"
                            + " candidates are found.");
        }
        return Finding.ok("candidate_index", index + " (m 16, ef_construction 200)");
    }

    private Finding missing() {
        String found = leaf + (index == null ? " has no HNSW index" : " has an invalid HNSW index");
        return active
                ? Finding.fail("candidate_index", found, "Run ./matchmill embed: it builds it.")
                : Finding.warn(
                        "candidate_index",
                        found,
                        "Nothing to do unless its model is used again: that builds it.");
    }
}
