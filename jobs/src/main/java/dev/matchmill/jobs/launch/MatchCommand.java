package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Scope;
import picocli.CommandLine.Command;

/** Postings and candidates in, ranked and explained matches out. */
@Command(
        name = "match",
        description = "Refreshes the matches of every open posting and publishes them in one swap.")
final class MatchCommand extends StageCommand {

    MatchCommand() {
        super("match", Scope.PIPELINE);
    }

    @Override
    void check() {}

    @Override
    void plan(Session session, Pipeline pipeline) {
        pipeline.match();
    }
}
