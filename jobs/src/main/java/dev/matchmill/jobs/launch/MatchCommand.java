package dev.matchmill.jobs.launch;

import dev.matchmill.embeddings.search.EngineChoice;
import dev.matchmill.jobs.match.MatchExtent;
import dev.matchmill.jobs.run.Scope;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = {
                "how candidates near to postings are found: auto (what costs less), exact (all"
                        + " compared) or graph (the vector index, its recall measured);",
                "default: matchmill.embeddings.search.engine"
            })
    private @Nullable EngineChoice engine;

    MatchCommand() {
        super("match", Scope.PIPELINE);
    }

    @Override
    void check() {}

    @Override
    void plan(Session session, Pipeline pipeline) {
        MatchExtent extent = full ? MatchExtent.EVERYTHING : MatchExtent.CHANGED;
        if (engine == null) {
            pipeline.match(extent);
        } else {
            pipeline.match(extent, engine);
        }
    }
}
