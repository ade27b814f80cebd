package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
import java.util.List;

/** Closes the books of every source and adds them to the run's report. */
record CloseBooks(
        OpenSources sources,
        SourceRegister register,
        CurrentRun run,
        Writes writes,
        RunReport report)
        implements Piece {

    @Override
    public boolean next() {
        // Those of a shared run were closed by whoever found nothing left in them.
        for (SourceWork source : run.isShared() ? List.<SourceWork>of() : sources.works()) {
            Books books = writes.inNew(() -> register.finish(source.run()));
            report.addBooks(books);
            register.reasons(source.run()).forEach(report::addReason);
        }
        sources.close();
        return false;
    }
}
