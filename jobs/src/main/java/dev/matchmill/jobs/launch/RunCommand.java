package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.match.MatchExtent;
import dev.matchmill.jobs.run.Scope;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The nightly job: ingest, embed, match, report. */
@Command(
        name = "run",
        description = "Ingests, embeds and matches what is new, and prints the run report.")
final class RunCommand extends StageCommand {

    @Mixin private SourceOptions sources = new SourceOptions();

    RunCommand() {
        super("run", Scope.PIPELINE);
    }

    RunCommand(Path source, String organization) {
        this();
        sources = new SourceOptions(source, organization);
    }

    @Override
    void check() {
        sources.check();
    }

    @Override
    void plan(Session session, Pipeline pipeline) {
        pipeline.ingest(sources.plan(session)).embed().match(MatchExtent.CHANGED);
    }
}
