package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Texts that changed in, vectors out. */
@Command(
        name = "embed",
        description = "Computes the vectors of postings and candidates whose text changed.")
final class EmbedCommand extends StageCommand {

    @Mixin private BackfillOptions backfill = new BackfillOptions();

    EmbedCommand() {
        super("embed", Scope.PIPELINE);
    }

    @Override
    void check() {
        backfill.check();
    }

    @Override
    BackfillOptions backfill() {
        return backfill;
    }

    @Override
    void plan(Session session, Pipeline pipeline) {
        pipeline.embed();
    }
}
