package dev.matchmill.jobs.launch;

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
        if (!java.util.Arrays.asList(possible).contains(this)) {
            String names =
                    String.join(
                            ", ",
                            java.util.Arrays.stream(possible)
                                    .map(f -> f.name().toLowerCase(java.util.Locale.ROOT))
                                    .toList());
            throw new IllegalUsageException("--output must be one of: " + names + ".");
        }
    }
}
