package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.match.MatchExtent;
import dev.matchmill.jobs.run.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Postings and candidates in, ranked and explained matches out. */
@Command(
        name = "match",
        description =
                "Refreshes the matches that changes of postings and candidates can have changed,"
                        + " and publishes them in one swap.")
final class MatchCommand extends StageCommand {

    @Option(
            names = "--full",
            description = "match every open posting with everybody anew, whatever changed")
    private boolean full;

    MatchCommand() {
        super("match", Scope.PIPELINE);
    }

    @Override
    void check() {}

    @Override
    void plan(Session session, Pipeline pipeline) {
        pipeline.match(full ? MatchExtent.EVERYTHING : MatchExtent.CHANGED);
    }
}
