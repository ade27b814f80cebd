package dev.matchmill.jobs.match;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Piece;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shows the new generation to readers, all postings in one transaction. */
record Publish(
        OpenGeneration generation,
        Generations generations,
        CurrentRun run,
        Transactions transactions,
        JdbcClient jdbc)
        implements Piece {

    @Override
    public boolean next() {
        generation
                .building()
                .ifPresent(building ->
                        transactions.inNew(() -> {
                            run.enter(jdbc);
                            generations.publish(building.id());
                        }));
        return false;
    }
}
