package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.LedgerListing;
import dev.matchmill.jobs.ledger.ListedItem;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.Writes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
    private final Writes writes;
    private final Progress progress;
    private final String version;
    private @Nullable Iterator<OpenSources.Listed> listing;
    private @Nullable OpenListing open;

    ListSources(
            OpenSources sources,
            LedgerListing ledger,
            Writes writes,
            Progress progress,
            String version) {
        this.sources = sources;
        this.ledger = ledger;
        this.writes = writes;
        this.progress = progress;
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
            OpenSources.Listed source = sourcesLeft.next();
            current = new OpenListing(source.work(), source.items(), source.items().iterator());
            open = current;
            progress.begin("list", 0);
        }
        enlist(current);
        if (!current.rest().hasNext()) {
            finish(current);
        }
        return true;
    }

    private void enlist(OpenListing current) {
        List<ListedItem> page = new ArrayList<>();
        while (page.size() < PAGE && current.rest().hasNext()) {
            page.add(current.rest().next());
        }
        if (!page.isEmpty()) {
            SourceWork source = current.work();
            writes.inNew(() -> ledger.enlist(source.id(), source.run(), version, page));
            progress.advance(page.size());
        }
    }

    private void finish(OpenListing current) {
        SourceWork source = current.work();
        writes.inNew(() -> ledger.markVanished(source.id(), source.run()));
        current.items().close();
        open = null;
        progress.end();
    }
}
