package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.ItemsAtWork;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.Throttle;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pending documents: claims a batch, parses it in the child processes outside any
 * transaction, then writes it in one. What takes long comes with a later batch. Restartable from
 * the ledger: settled items are not claimed again.
 */
final class ReadDocuments implements Piece {

    private static final Logger LOG = LoggerFactory.getLogger(ReadDocuments.class);

    private final OpenSources sources;
    private final Ledger ledger;
    private final CurrentRun run;
    private final Claims claims;
    private final InFlight inFlight;
    private final StoreBatch store;
    private final Progress progress;
    private final Throttle throttle;
    private boolean begun;

    ReadDocuments(
            OpenSources sources,
            Ledger ledger,
            CurrentRun run,
            Claims claims,
            InFlight inFlight,
            StoreBatch store,
            Progress progress,
            Throttle throttle) {
        this.sources = sources;
        this.ledger = ledger;
        this.run = run;
        this.claims = claims;
        this.inFlight = inFlight;
        this.store = store;
        this.progress = progress;
        this.throttle = throttle;
    }

    @Override
    public boolean next() throws IOException, InterruptedException {
        begin();
        for (SourceWork source : sources.works()) {
            List<LedgerItem> batch =
                    inFlight.isEmpty() ? claims.next(source) : claims.fresh(source);
            if (!batch.isEmpty()) {
                ItemsAtWork.are("document", batch.stream().map(one -> one.id().value()).toList());
                if (batch.getFirst().isSuspect()) {
                    LOG.info("claimed for the {}. time", batch.getFirst().attempts());
                }
                inFlight.add(source, batch);
                // A suspect is alone, so that nobody else is blamed for what it does.
                store(batch.getFirst().isSuspect() ? 0 : InFlight.MOST_LEFT);
                return true;
            }
        }
        if (!inFlight.isEmpty()) {
            store(0);
            return true;
        }
        progress.end();
        return false;
    }

    @Override
    public void stopped() {
        // Whoever comes alone claims anew; those who share would wait for the leases.
        if (run.isShared()) {
            inFlight.abandon();
            sources.works().forEach(claims::release);
        }
    }

    private void store(int left) throws IOException, InterruptedException {
        try {
            for (var outcomes : inFlight.finished(left).entrySet()) {
                store.write(outcomes.getKey(), run.owner(), outcomes.getValue());
                progress.advance(outcomes.getValue().size());
                throttle.add(outcomes.getValue().size());
            }
        } catch (IOException | RuntimeException failure) {
            inFlight.abandon();
            sources.works().forEach(source -> claims.release(source, failure));
            throw failure;
        } catch (InterruptedException stopped) {
            inFlight.abandon();
            throw stopped;
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            store.begin();
            long pending =
                    sources.works().stream().mapToLong(s -> ledger.pending(s.id(), s.run())).sum();
            progress.begin("read", pending);
        }
    }
}
