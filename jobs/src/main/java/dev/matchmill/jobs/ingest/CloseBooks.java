package dev.matchmill.jobs.ingest;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Closes the books of every source and adds them to the run's report. */
record CloseBooks(
        OpenSources sources,
        SourceRegister register,
        CurrentRun run,
        Transactions transactions,
        JdbcClient jdbc,
        RunReport report)
        implements Piece {

    @Override
    public boolean next() {
        for (SourceWork source : sources.works()) {
            Books books =
                    transactions.inNew(() -> {
                        run.enter(jdbc);
                        return register.finish(source.run());
                    });
            report.addBooks(books);
            register.reasons(source.run()).forEach(report::addReason);
        }
        sources.close();
        return false;
    }
}
