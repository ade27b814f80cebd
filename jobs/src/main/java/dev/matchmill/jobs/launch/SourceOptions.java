package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.ingest.IngestPlan;
import dev.matchmill.jobs.ledger.KnownSources;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.readers.bucket.BucketSettings;
import dev.matchmill.readers.source.SourcePlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Option;

/** Options that say which documents are taken in. */
final class SourceOptions {

    @Option(
            names = "--source",
            paramLabel = "PLACE",
            description = {
                "folder of documents with its subfolders, zip archive, mbox file, maildir,",
                "or s3://bucket/prefix; may be repeated.",
                "A subfolder named by a posting's reference holds applications to it.",
                "Without it: the places of earlier runs."
            })
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--posting",
            paramLabel = "REF",
            description = "every document is an application to the posting of this reference")
    private @Nullable String posting;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = {
                "CSV or JSON lines with file,posting,email,source,applied_at;",
                "manifest.csv, .jsonl or .json at the top of a source is found by itself"
            })
    private @Nullable Path manifest;

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "owner of the documents and postings; made when it is new")
    private @Nullable String organization;

    SourceOptions() {}

    SourceOptions(Path source, String organization) {
        this.sources = List.of(source.toString());
        this.organization = organization;
    }

    void check() {
        // Settings may tell where a bucket is, but not what is on the disk: that fails at once.
        sources.stream().filter(SourceOptions::isOnDisk).forEach(SourceOptions::onDisk);
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
        BucketSettings buckets = session.get(BucketSettings.class);
        List<String> locations =
                sources.isEmpty()
                        ? new KnownSources(session.get(JdbcClient.class)).locations(owner)
                        : sources;
        List<SourcePlace> places =
                locations.stream()
                        .map(location -> SourcePlace.of(location, buckets))
                        .distinct()
                        .toList();
        return new IngestPlan(
                places, owner, Optional.ofNullable(posting), Optional.ofNullable(manifest));
    }

    private static boolean isOnDisk(String location) {
        return !location.toLowerCase(Locale.ROOT).startsWith("s3:");
    }

    private static void onDisk(String location) {
        if (!Files.exists(Path.of(location))) {
            throw new PreconditionException(
                    "there is no folder or file "
                            + location
                            + ": create or mount it, or name another with --source.");
        }
    }
}
