package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.ListedItem;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.Writes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes listings into the ledger, a page at a time. Restartable from nothing: a later run lists
 * again, and what is known costs no write.
 */
final class ListSources implements Piece {

    private static final int PAGE = 200;

    private final OpenSources sources;
    private final Ledger ledger;
    private final Writes writes;
    private final Progress progress;
    private final String version;
    private @Nullable Iterator<OpenSources.Listed> listing;

    ListSources(
            OpenSources sources, Ledger ledger, Writes writes, Progress progress, String version) {
        this.sources = sources;
        this.ledger = ledger;
        this.writes = writes;
        this.progress = progress;
        this.version = version;
    }

    @Override
    public boolean next() throws IOException {
        Iterator<OpenSources.Listed> current = listing;
        if (current == null) {
            current = sources.open().iterator();
            listing = current;
        }
        if (!current.hasNext()) {
            return false;
        }
        OpenSources.Listed source = current.next();
        progress.begin("list", 0);
        List<ListedItem> page = new ArrayList<>();
        try (var items = source.items()) {
            for (ListedItem item : (Iterable<ListedItem>) items::iterator) {
                page.add(item);
                if (page.size() == PAGE) {
                    enlist(source.work(), page);
                    page.clear();
                }
            }
        }
        enlist(source.work(), page);
        writes.inNew(() -> {
            ledger.markVanished(source.work().id(), source.work().run());
        });
        progress.end();
        return current.hasNext();
    }

    private void enlist(SourceWork source, List<ListedItem> page) {
        if (page.isEmpty()) {
            return;
        }
        List<ListedItem> items = List.copyOf(page);
        writes.inNew(() -> {
            ledger.enlist(source.id(), source.run(), version, items);
        });
        progress.advance(items.size());
    }
}
