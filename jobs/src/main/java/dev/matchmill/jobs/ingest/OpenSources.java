package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.ListedItem;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.application.ManifestEntry;
import dev.matchmill.readers.application.ManifestFeed;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.document.DocumentSource;
import dev.matchmill.readers.document.FolderSource;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.posting.FeedLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sources of an execution: registered, opened and listed; closed at its end. */
final class OpenSources implements AutoCloseable {

    /** A file of this name at the top of a folder is its manifest. */
    static final String MANIFEST = "manifest.csv";

    private static final String POSTINGS =
            """
            SELECT external_ref
            FROM jobs
            WHERE organization_id = :organization
              AND external_ref IS NOT NULL
              AND deleted_at IS NULL
            """;

    private final IngestPlan plan;
    private final Organizations organizations;
    private final SourceRegister register;
    private final CurrentRun run;
    private final Writes writes;
    private final JdbcClient jdbc;
    private final long maxBytes;
    private final List<SourceWork> opened = new ArrayList<>();

    OpenSources(
            IngestPlan plan,
            Organizations organizations,
            SourceRegister register,
            CurrentRun run,
            Writes writes,
            JdbcClient jdbc,
            long maxBytes) {
        this.plan = plan;
        this.organizations = organizations;
        this.register = register;
        this.run = run;
        this.writes = writes;
        this.jdbc = jdbc;
        this.maxBytes = maxBytes;
    }

    /** A source and the stream of its items, to be closed by the caller. */
    record Listed(SourceWork work, Stream<ListedItem> items) {}

    /** Opens every source of the plan. */
    List<Listed> open() {
        List<Listed> listed = new ArrayList<>();
        for (Path folder : plan.folders()) {
            DocumentSource documents = new FolderSource(folder);
            SourceWork work =
                    writes.inNew(() -> {
                        OrganizationId owner = organizations.findOrCreate(plan.organization());
                        var id = register.register(owner, folder.toString());
                        return new SourceWork(
                                id,
                                owner,
                                register.begin(id, run.id()),
                                documents,
                                new LinkedHashMap<>());
                    });
            opened.add(work);
            listed.add(new Listed(work, items(work, folder)));
        }
        return listed;
    }

    /** What was opened so far, in the plan's order. */
    List<SourceWork> works() {
        return List.copyOf(opened);
    }

    @Override
    public void close() {
        opened.forEach(work -> work.documents().close());
    }

    private Stream<ListedItem> items(SourceWork work, Path folder) {
        Map<String, List<ManifestEntry>> manifest = manifest(folder, work.badLines());
        Set<String> postings =
                new HashSet<>(
                        jdbc.sql(POSTINGS)
                                .param("organization", work.organization().value())
                                .query(String.class)
                                .list());
        SourceListing listing =
                new SourceListing(
                        work.documents(), maxBytes, plan.posting().orElse(""), postings, manifest);
        Set<String> present = new HashSet<>();
        Stream<ListedItem> documents =
                work.documents()
                        .list()
                        .filter(document -> !document.externalId().equals(MANIFEST))
                        .peek(document -> present.add(document.externalId()))
                        .flatMap(document -> expand(listing, document));
        Stream<ListedItem> missing =
                Stream.of(manifest)
                        .flatMap(lines -> lines.values().stream())
                        .flatMap(List::stream)
                        .filter(line -> !present.contains(line.file()))
                        .map(SourceListing::missing);
        Stream<ListedItem> bad =
                Stream.of(work.badLines())
                        .flatMap(lines -> lines.entrySet().stream())
                        .map(line -> SourceListing.badLine(line.getKey(), line.getValue()));
        return Stream.concat(Stream.concat(documents, missing), bad);
    }

    private static Stream<ListedItem> expand(SourceListing listing, DocumentRef document) {
        try {
            return listing.items(document).stream();
        } catch (IOException away) {
            throw new UncheckedIOException("the source went away while it was listed", away);
        }
    }

    private Map<String, List<ManifestEntry>> manifest(
            Path folder, Map<String, RefusedDocument> badLines) {
        Optional<Path> file =
                plan.manifest()
                        .or(() ->
                                Optional.of(folder.resolve(MANIFEST)).filter(Files::isRegularFile));
        Map<String, List<ManifestEntry>> lines = new LinkedHashMap<>();
        if (file.isEmpty()) {
            return lines;
        }
        try (Stream<FeedLine<ManifestEntry>> feed = ManifestFeed.open(file.get())) {
            for (FeedLine<ManifestEntry> line :
                    (Iterable<FeedLine<ManifestEntry>>) feed::iterator) {
                switch (line) {
                    case FeedLine.Good<ManifestEntry>(long _, ManifestEntry entry) -> {
                        List<ManifestEntry> same =
                                lines.computeIfAbsent(entry.file(), _ -> new ArrayList<>());
                        if (same.stream().noneMatch(e -> samePosting(e, entry))) {
                            same.add(entry);
                        }
                    }
                    case FeedLine.Bad<ManifestEntry>(
                                    long number,
                                    RejectionReason reason,
                                    String message) ->
                            badLines.put(
                                    "/" + file.get().getFileName() + ":" + number,
                                    new RefusedDocument(reason, message));
                }
            }
        }
        return lines;
    }

    private static boolean samePosting(ManifestEntry a, ManifestEntry b) {
        return Objects.equals(a.posting(), b.posting());
    }
}
