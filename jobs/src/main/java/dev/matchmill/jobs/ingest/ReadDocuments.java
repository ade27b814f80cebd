package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads pending documents: claims a batch, parses it in the child processes outside any
 * transaction, then writes it in one. Restartable from the ledger: settled items are not claimed
 * again.
 */
final class ReadDocuments implements Piece {

    private final OpenSources sources;
    private final Ledger ledger;
    private final CurrentRun run;
    private final Claims claims;
    private final ReadDocument reader;
    private final StoreBatch store;
    private final ExecutorService threads;
    private final Progress progress;
    private boolean begun;

    ReadDocuments(
            OpenSources sources,
            Ledger ledger,
            CurrentRun run,
            Claims claims,
            ReadDocument reader,
            StoreBatch store,
            ExecutorService threads,
            Progress progress) {
        this.sources = sources;
        this.ledger = ledger;
        this.run = run;
        this.claims = claims;
        this.reader = reader;
        this.store = store;
        this.threads = threads;
        this.progress = progress;
    }

    @Override
    public boolean next() throws IOException, InterruptedException {
        begin();
        for (SourceWork source : sources.works()) {
            List<LedgerItem> batch = claims.next(source);
            if (!batch.isEmpty()) {
                readAndStore(source, batch);
                progress.advance(batch.size());
                return true;
            }
        }
        progress.end();
        return false;
    }

    private void readAndStore(SourceWork source, List<LedgerItem> batch)
            throws IOException, InterruptedException {
        try {
            store.write(source, run.owner(), read(source, batch));
        } catch (IOException | RuntimeException failure) {
            claims.release(source, failure);
            throw failure;
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

    private List<ReadOutcome> read(SourceWork source, List<LedgerItem> batch)
            throws IOException, InterruptedException {
        List<Callable<ReadOutcome>> tasks = new ArrayList<>();
        for (LedgerItem item : batch) {
            tasks.add(() -> reader.read(source, item));
        }
        List<ReadOutcome> outcomes = new ArrayList<>();
        for (Future<ReadOutcome> future : threads.invokeAll(tasks)) {
            try {
                outcomes.add(future.get());
            } catch (ExecutionException failure) {
                throw failed(failure.getCause());
            }
        }
        return outcomes;
    }

    private static IOException failed(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> new IOException("reading a document failed");
            case IOException io -> io;
            case UncheckedIOException io -> new IOException(io);
            case RuntimeException bug -> throw bug;
            default -> new IOException("reading a document failed", cause);
        };
    }
}
