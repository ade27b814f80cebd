package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;

/** Closes the books of every source and adds them to the run's report. */
record CloseBooks(OpenSources sources, SourceRegister register, Writes writes, RunReport report)
        implements Piece {

    @Override
    public boolean next() {
        for (SourceWork source : sources.works()) {
            Books books = writes.inNew(() -> register.finish(source.run()));
            report.addBooks(books);
            register.reasons(source.run()).forEach(report::addReason);
        }
        sources.close();
        return false;
    }
}
