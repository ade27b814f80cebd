package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.LedgerListing;
import dev.matchmill.jobs.ledger.ListedItem;
import dev.matchmill.jobs.ledger.SharedListing;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes listings into the ledger, a page at a time. Restartable from nothing: a later run lists
 * again, and what is known costs no write.
 */
final class ListSources implements Piece {

    private static final int PAGE = 200;

    private final OpenSources sources;
    private final LedgerListing ledger;
    private final SharedListing shared;
    private final JobParts parts;
    private final RunReport report;
    private final String version;
    private @Nullable Iterator<OpenSources.Listed> listing;
    private @Nullable OpenListing open;

    ListSources(
            OpenSources sources,
            LedgerListing ledger,
            SharedListing shared,
            JobParts parts,
            RunReport report,
            String version) {
        this.sources = sources;
        this.ledger = ledger;
        this.shared = shared;
        this.parts = parts;
        this.report = report;
        this.version = version;
    }

    /** A source in the middle of its listing. */
    private record OpenListing(
            SourceWork work, Stream<ListedItem> items, Iterator<ListedItem> rest) {}

    @Override
    public boolean next() {
        Iterator<OpenSources.Listed> sourcesLeft = listing;
        if (sourcesLeft == null) {
            sourcesLeft = sources.open().iterator();
            listing = sourcesLeft;
        }
        OpenListing current = open;
        if (current == null) {
            if (!sourcesLeft.hasNext()) {
                return false;
            }
            current = begin(sourcesLeft.next());
            open = current;
        }
        if (!enlist(current) || !current.rest().hasNext()) {
            finish(current);
            open = null;
        }
        return true;
    }

    /** Lists a whole source at once: one whose lister died. */
    void listAll(OpenSources.Listed source) {
        OpenListing listed = begin(source);
        while (enlist(listed) && listed.rest().hasNext()) {
            // Page by page, each in a transaction of its own.
        }
        finish(listed);
    }

    private OpenListing begin(OpenSources.Listed source) {
        parts.progress().begin("list", 0);
        return new OpenListing(source.work(), source.items(), source.items().iterator());
    }

    /** Takes the next page in; false when another worker took the listing over. */
    private boolean enlist(OpenListing current) {
        List<ListedItem> page = new ArrayList<>();
        while (page.size() < PAGE && current.rest().hasNext()) {
            page.add(current.rest().next());
        }
        if (page.isEmpty()) {
            return true;
        }
        SourceWork source = current.work();
        boolean mine =
                parts.writes()
                        .inNew(() -> {
                            if (!isLister(source)) {
                                return false;
                            }
                            ledger.enlist(source.id(), source.run(), version, page);
                            return true;
                        });
        parts.progress().advance(page.size());
        return mine;
    }

    private boolean isLister(SourceWork source) {
        CurrentRun run = parts.run();
        return !run.isShared() || shared.keep(source.run(), run.owner());
    }

    private void finish(OpenListing current) {
        SourceWork source = current.work();
        CurrentRun run = parts.run();
        Optional<Long> unchanged =
                parts.writes()
                        .inNew(() -> {
                            if (!isLister(source)) {
                                return Optional.<Long>empty();
                            }
                            ledger.markVanished(source.id(), source.run());
                            return run.isShared()
                                    ? shared.end(source.run(), run.owner())
                                    : Optional.<Long>empty();
                        });
        // Of a shared run each worker reports what it did: this one found them unchanged.
        unchanged.ifPresent(count -> report.addBooks(new Books(count, 0, count, 0, 0, 0, 0)));
        current.items().close();
        parts.progress().end();
    }
}
