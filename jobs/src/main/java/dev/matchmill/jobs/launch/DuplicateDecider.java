package dev.matchmill.jobs.launch;

import picocli.CommandLine.Option;

/** Who decides about duplicates. */
final class DuplicateDecider {

    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    @Option(
            names = "--by",
            required = true,
            paramLabel = "EMAIL",
            description = "the user who decides, for the audit trail")
    private String email;

    String email() {
        return email;
    }
}
