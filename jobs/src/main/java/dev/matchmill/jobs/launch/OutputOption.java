package dev.matchmill.jobs.launch;

import picocli.CommandLine.Option;

/** The option of verbs that print a table or JSON. */
final class OutputOption {

    @Option(names = "--output", paramLabel = "FORMAT", description = "table or json")
    private OutputFormat format = OutputFormat.TABLE;

    /**
     * The format that was asked for.
     *
     * @throws IllegalUsageException when it is another one
     */
    OutputFormat tableOrJson() {
        format.requireOneOf(OutputFormat.TABLE, OutputFormat.JSON);
        return format;
    }
}
