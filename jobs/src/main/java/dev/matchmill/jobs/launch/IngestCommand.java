package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Documents in, candidates and applications out. */
@Command(
        name = "ingest",
        description = "Reads new and changed documents; creates candidates and applications.")
final class IngestCommand extends StageCommand {

    @Mixin private SourceOptions sources = new SourceOptions();

    @Mixin private BackfillOptions backfill = new BackfillOptions();

    IngestCommand() {
        super("ingest", Scope.PIPELINE);
    }

    @Override
    void check() {
        sources.check();
        backfill.check();
    }

    @Override
    BackfillOptions backfill() {
        return backfill;
    }

    @Override
    void plan(Session session, Pipeline pipeline) {
        if (backfill.isShared()) {
            // Duplicates are for whoever comes alone next: the search wants to see everybody.
            pipeline.read(sources.plan(session));
        } else {
            pipeline.ingest(sources.plan(session));
        }
    }
}
