package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Scope;
import dev.matchmill.migrations.PreconditionException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Postings from a feed. */
@Command(
        name = "postings",
        description = {
            "Imports postings from CSV, JSON, or schema.org's JobPosting in JSON-LD or web pages:",
            "new ones are added, changed ones updated.",
            "Columns: readers/README.md; external_ref, title and description are needed."
        })
final class ImportPostingsCommand extends StageCommand {

    @SuppressWarnings("NullAway.Init") // a required parameter
    @Parameters(
            paramLabel = "FILE",
            description = "feed, or folder of feeds: .csv, .jsonl, .json, .html")
    private Path file;

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "owner of postings whose line names none; made when it is new")
    private @Nullable String organization;

    ImportPostingsCommand() {
        super("import", Scope.IMPORT);
    }

    ImportPostingsCommand(Path file, String organization) {
        this();
        this.file = file;
        this.organization = organization;
    }

    @Override
    void check() {
        if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new PreconditionException("there is no file or folder " + file + ".");
        }
    }

    @Override
    void plan(Session session, Pipeline pipeline) {
        String given = organization;
        pipeline.importPostings(
                file.toAbsolutePath().normalize(),
                given == null ? session.get(GeneralSettings.class).organization() : given);
    }
}
