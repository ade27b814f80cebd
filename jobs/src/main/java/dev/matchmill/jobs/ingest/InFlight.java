package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.LedgerItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Claimed documents that are being read. A batch need not wait for the few of it that hang: they
 * are left behind and come back with a later one. Confined to one thread.
 */
final class InFlight {

    /** Documents that are left behind at once, at most: each keeps its bytes in memory. */
    static final int MOST_LEFT = 32;

    /** Running longer is no reason to wait for it; few resumes take a tenth of that. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration STEP = Duration.ofMillis(200);

    private final ReadDocument reader;
    private final ExecutorService threads;
    private final List<Reading> readings = new ArrayList<>();

    InFlight(ReadDocument reader, ExecutorService threads) {
        this.reader = reader;
        this.threads = threads;
    }

    private static final class Reading extends FutureTask<ReadOutcome> {

        private static final long WAITS = Long.MIN_VALUE;

        private final SourceWork source;
        private volatile long begun = WAITS;

        Reading(SourceWork source, Callable<ReadOutcome> task) {
            super(task);
            this.source = source;
        }

        @Override
        public void run() {
            begun = System.nanoTime();
            super.run();
        }

        boolean isSlow() {
            return begun != WAITS && System.nanoTime() - begun > PATIENCE.toNanos();
        }
    }

    boolean isEmpty() {
        return readings.isEmpty();
    }

    void add(SourceWork source, List<LedgerItem> batch) {
        for (LedgerItem item : batch) {
            Reading reading = new Reading(source, () -> reader.read(source, item));
            readings.add(reading);
            threads.execute(reading);
        }
    }

    /**
     * Waits until all are read but {@code left} ones that take long, and gives back what was read,
     * in the order of the claims.
     *
     * @throws IOException when a source or the document store is away
     */
    Map<SourceWork, List<ReadOutcome>> finished(int left) throws IOException, InterruptedException {
        for (Reading next = awaited(left); next != null; next = awaited(left)) {
            try {
                next.get(STEP.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException failure) {
                throw failed(failure.getCause());
            } catch (TimeoutException later) {
                // Others may be done, or it may be slow by now.
            }
        }
        Map<SourceWork, List<ReadOutcome>> outcomes = new LinkedHashMap<>();
        for (Reading reading : List.copyOf(readings)) {
            if (reading.isDone()) {
                readings.remove(reading);
                outcomes.computeIfAbsent(reading.source, _ -> new ArrayList<>())
                        .add(outcome(reading));
            }
        }
        return outcomes;
    }

    /** The one to wait for next, null when the rest may be left. */
    private @Nullable Reading awaited(int left) {
        List<Reading> running = readings.stream().filter(reading -> !reading.isDone()).toList();
        boolean enough = running.size() <= left && running.stream().allMatch(Reading::isSlow);
        return enough ? null : running.getFirst();
    }

    private static ReadOutcome outcome(Reading done) throws IOException, InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException failure) {
            throw failed(failure.getCause());
        }
    }

    /** Gives up what is being read. */
    void abandon() {
        readings.forEach(reading -> reading.cancel(true));
        readings.clear();
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
