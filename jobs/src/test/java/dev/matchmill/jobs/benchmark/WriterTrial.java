package dev.matchmill.jobs.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.upsert.Contest;
import dev.matchmill.jobs.upsert.Contest.Contender;
import dev.matchmill.jobs.upsert.StatementCounters;
import dev.matchmill.migrations.TestDatabase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** One writer on a database of its own: new rows, the same again, and with a few changes. */
final class WriterTrial implements AutoCloseable {

    private final int chunk;
    private final TestDatabase database = TestDatabase.create();
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final Transactions transactions;

    WriterTrial(int chunk) {
        this.chunk = chunk;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.address().url());
        config.setUsername(database.address().username());
        config.setPassword(database.address().password());
        config.setMaximumPoolSize(2);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        this.pool = new HikariDataSource(config);
        this.jdbc = JdbcClient.create(pool);
        this.transactions = new Transactions(new JdbcTransactionManager(pool));
    }

    /** What is done with the rows, in this order. */
    enum Phase {
        NEW("new rows"),
        UNCHANGED("unchanged reload"),
        CHANGED("reload, 1 % changed");

        final String words;

        Phase(String words) {
            this.words = words;
        }
    }

    /**
     * What a phase took.
     *
     * @param statementsPerChunk without BEGIN and COMMIT
     * @param checksum of the table afterwards
     */
    record Cost(double seconds, long walBytes, double statementsPerChunk, String checksum) {}

    /** Id of an organization of this database. */
    long organization() {
        return transactions.inNew(
                () -> new Organizations(jdbc).findOrCreate("Harbour Works").value());
    }

    /** All phases; COPY knows only new rows. */
    <R> Map<Phase, Cost> run(Contest<R> contest, Contender contender) {
        Contest.Writer<R> writer = contest.writer(contender, pool);
        Map<Phase, Cost> costs = new EnumMap<>(Phase.class);
        for (Phase phase :
                contender == Contender.COPY ? List.of(Phase.NEW) : List.of(Phase.values())) {
            costs.put(
                    phase,
                    cost(
                            contest,
                            phase == Phase.CHANGED ? contest.changed() : contest.rows(),
                            writer));
        }
        return costs;
    }

    private <R> Cost cost(Contest<R> contest, List<R> rows, Contest.Writer<R> writer) {
        StatementCounters before = StatementCounters.of(jdbc);
        long start = System.nanoTime();
        int chunks = 0;
        for (int from = 0; from < rows.size(); from += chunk) {
            List<R> part = rows.subList(from, Math.min(from + chunk, rows.size()));
            transactions.inNew(() -> writer.write(part));
            chunks++;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        StatementCounters taken = StatementCounters.of(jdbc).since(before);
        return new Cost(
                seconds, taken.walBytes(), taken.calls() / (double) chunks, contest.checksum(jdbc));
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
