package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.SharedListing;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Writes;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads pending documents, alone or beside other workers. Those who share go on until every source
 * is read to its end: what others hold they wait for and take over when they died, a listing too.
 */
final class ReadShared implements Piece {

    /** How soon a worker looks again for what others may have lost or listed. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ReadDocuments reading;
    private final OpenSources sources;
    private final ListSources listing;
    private final SharedListing shared;
    private final SourceRegister register;
    private final CurrentRun run;
    private final Writes writes;
    private final Set<Long> done = new HashSet<>();

    ReadShared(
            ReadDocuments reading,
            OpenSources sources,
            ListSources listing,
            SharedListing shared,
            SourceRegister register,
            CurrentRun run,
            Writes writes) {
        this.reading = reading;
        this.sources = sources;
        this.listing = listing;
        this.shared = shared;
        this.register = register;
        this.run = run;
        this.writes = writes;
    }

    @Override
    public boolean next() throws IOException, InterruptedException {
        if (reading.next()) {
            return true;
        }
        if (!run.isShared()) {
            return false;
        }
        for (SourceWork source : sources.works()) {
            if (!done.contains(source.run())) {
                follow(source);
            }
        }
        boolean left = sources.works().stream().anyMatch(source -> !done.contains(source.run()));
        if (left) {
            Thread.sleep(PAUSE);
        }
        return left;
    }

    @Override
    public void stopped() {
        reading.stopped();
    }

    private void follow(SourceWork source) {
        switch (shared.state(source.run())) {
            case LISTING, READING -> {
                // Others are at it.
            }
            case ABANDONED -> rejoin(source);
            case READ -> {
                writes.inNew(() -> {
                    if (shared.lockOpen(source.run())) {
                        register.finish(source.run());
                    }
                });
                done.add(source.run());
            }
            case ENDED -> {
                if (shared.isComplete(source.run())) {
                    done.add(source.run());
                } else {
                    rejoin(source);
                }
            }
        }
    }

    private void rejoin(SourceWork source) {
        Optional<OpenSources.Listed> mine = sources.rejoin(source);
        mine.ifPresent(listing::listAll);
    }
}
