package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.ListedItem;
import dev.matchmill.jobs.ledger.SharedListing;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.document.DocumentSource;
import dev.matchmill.readers.source.SourcePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sources of an execution: registered, opened and listed; closed at its end. */
final class OpenSources implements AutoCloseable {

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
    private final SharedListing shared;
    private final List<SourceWork> opened = new ArrayList<>();

    OpenSources(
            IngestPlan plan,
            Organizations organizations,
            SourceRegister register,
            CurrentRun run,
            Writes writes,
            JdbcClient jdbc,
            long maxBytes,
            SharedListing shared) {
        this.plan = plan;
        this.organizations = organizations;
        this.register = register;
        this.run = run;
        this.writes = writes;
        this.jdbc = jdbc;
        this.maxBytes = maxBytes;
        this.shared = shared;
    }

    /** A source and the stream of its items, to be closed by the caller. */
    record Listed(SourceWork work, Stream<ListedItem> items) {}

    /** Opens every source of the plan; those that another worker lists are not among the result. */
    List<Listed> open() {
        List<Listed> listed = new ArrayList<>();
        for (SourcePlace place : plan.places()) {
            DocumentSource documents = place.open();
            Begun begun =
                    writes.inNew(() -> {
                        OrganizationId owner = organizations.findOrCreate(plan.organization());
                        var id = register.register(owner, place.kind(), place.location());
                        SharedListing.Part part =
                                run.isShared()
                                        ? shared.join(id, run.id(), run.owner())
                                        : new SharedListing.Part(
                                                register.begin(id, run.id()), true);
                        return new Begun(
                                new SourceWork(
                                        id, owner, part.run(), documents, new LinkedHashMap<>()),
                                part.lists());
                    });
            opened.add(begun.work());
            Stream<ListedItem> items = items(begun.work());
            if (begun.lists()) {
                listed.add(new Listed(begun.work(), items));
            } else {
                items.close();
            }
        }
        return listed;
    }

    private record Begun(SourceWork work, boolean lists) {}

    /** Follows the source into the run that took the place of its own. */
    Optional<Listed> rejoin(SourceWork work) {
        SharedListing.Part part = writes.inNew(() -> shared.join(work.id(), run.id(), run.owner()));
        SourceWork next = work.in(part.run());
        opened.set(opened.indexOf(work), next);
        return part.lists() ? Optional.of(new Listed(next, items(next))) : Optional.empty();
    }

    /** What was opened so far, in the plan's order. */
    List<SourceWork> works() {
        return List.copyOf(opened);
    }

    @Override
    public void close() {
        opened.forEach(work -> work.documents().close());
    }

    private Stream<ListedItem> items(SourceWork work) {
        Manifest manifest = Manifest.of(plan.manifest(), work.documents());
        work.badLines().putAll(manifest.badLines());
        List<String> postings =
                jdbc.sql(POSTINGS)
                        .param("organization", work.organization().value())
                        .query(String.class)
                        .list();
        SourceListing listing =
                new SourceListing(
                        work.documents(),
                        maxBytes,
                        new PostingReferences(plan.posting().orElse(""), postings),
                        manifest.lines());
        Set<String> present = new HashSet<>();
        Stream<ListedItem> documents =
                work.documents()
                        .list()
                        .filter(document -> !Manifest.isNamed(document))
                        .peek(document -> present.add(document.externalId()))
                        .flatMap(document -> expand(listing, document));
        Stream<ListedItem> missing =
                Stream.of(manifest.lines())
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
}
