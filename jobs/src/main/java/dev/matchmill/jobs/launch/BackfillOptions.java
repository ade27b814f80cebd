package dev.matchmill.jobs.launch;

import picocli.CommandLine.Option;

/** Options of verbs that may work on a backfill for hours, beside others of their kind. */
final class BackfillOptions {

    @Option(
            names = "--share",
            description =
                    "works beside other processes that were started with it, on one machine or"
                            + " many; each ends when all is done. They give way to a run that wants"
                            + " to work alone: exit code 75, start them again")
    private boolean share;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "at most so many items a second in this process; default: no limit")
    private double rate;

    void check() {
        if (rate < 0 || !Double.isFinite(rate)) {
            throw new IllegalUsageException(
                    "--rate is a number of items a second, 0 for no limit.");
        }
    }

    boolean isShared() {
        return share;
    }

    double rate() {
        return rate;
    }
}
