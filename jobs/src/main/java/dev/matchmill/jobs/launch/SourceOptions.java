package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.ingest.IngestPlan;
import dev.matchmill.jobs.ledger.KnownSources;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Option;

/** Options that say which documents are taken in. */
final class SourceOptions {

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = {
                "folder of documents, with its subfolders; may be repeated.",
                "A subfolder named by a posting's reference holds applications to it.",
                "Without it: the folders of earlier runs."
            })
    private List<Path> sources = new ArrayList<>();

    @Option(
            names = "--posting",
            paramLabel = "REF",
            description = "every document is an application to the posting of this reference")
    private @Nullable String posting;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = {
                "CSV with the columns file,posting,email,source,applied_at;",
                "a manifest.csv at the top of the folder is found by itself"
            })
    private @Nullable Path manifest;

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "owner of the documents and postings; made when it is new")
    private @Nullable String organization;

    SourceOptions() {}

    SourceOptions(Path source, String organization) {
        this.sources = List.of(source);
        this.organization = organization;
    }

    void check() {
        sources.forEach(SourceOptions::demand);
        Path file = manifest;
        if (file != null && !Files.isRegularFile(file)) {
            throw new PreconditionException("there is no manifest " + file + ".");
        }
        if ((posting != null || file != null) && sources.isEmpty()) {
            throw new IllegalUsageException("--posting and --manifest need a --source.");
        }
    }

    IngestPlan plan(Session session) {
        String given = organization;
        String owner = given == null ? session.get(GeneralSettings.class).organization() : given;
        List<Path> folders =
                sources.isEmpty()
                        ? new KnownSources(session.get(JdbcClient.class)).folders(owner)
                        : sources.stream().map(SourceOptions::real).distinct().toList();
        folders.forEach(SourceOptions::demand);
        return new IngestPlan(
                owner, folders, Optional.ofNullable(posting), Optional.ofNullable(manifest));
    }

    private static void demand(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new PreconditionException(
                    "there is no folder "
                            + folder
                            + ": create or mount it, or name another with --source.");
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException gone) {
            throw new PreconditionException("there is no folder " + folder + ".", gone);
        }
    }
}
