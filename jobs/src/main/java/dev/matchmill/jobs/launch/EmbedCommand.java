package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Scope;
import picocli.CommandLine.Command;

/** Texts that changed in, vectors out. */
@Command(
        name = "embed",
        description = "Computes the vectors of postings and candidates whose text changed.")
final class EmbedCommand extends StageCommand {

    EmbedCommand() {
        super("embed", Scope.PIPELINE);
    }

    @Override
    void check() {}

    @Override
    void plan(Session session, Pipeline pipeline) {
        pipeline.embed();
    }
}
