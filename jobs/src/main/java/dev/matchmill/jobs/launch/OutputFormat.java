package dev.matchmill.jobs.launch;

import java.util.Arrays;
import java.util.Locale;

/** How a listing is printed. */
enum OutputFormat {
    TABLE,
    JSON,
    CSV,
    HTML;

    /**
     * Refuses what a verb can't print.
     *
     * @throws IllegalUsageException naming what it can
     */
    void requireOneOf(OutputFormat... possible) {
        if (!Arrays.asList(possible).contains(this)) {
            String names =
                    String.join(
                            ", ",
                            Arrays.stream(possible)
                                    .map(f -> f.name().toLowerCase(Locale.ROOT))
                                    .toList());
            throw new IllegalUsageException("--output must be one of: " + names + ".");
        }
    }
}
