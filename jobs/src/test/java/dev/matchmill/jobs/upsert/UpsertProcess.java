package dev.matchmill.jobs.upsert;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.ingest.CandidateContest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Writes the same candidates as its brothers, in an order of its own; a process or a thread. */
final class UpsertProcess {

    /** Held by whoever starts several, until all of them wait for it. */
    static final long START = 2_604_118;

    static final int RECORDS = 10_000;
    static final int CHUNK = 500;

    private UpsertProcess() {}

    /** URL, user, password, seed of the order; prints how many transactions had to be repeated. */
    public static void main(String[] arguments) {
        DataSource dataSource =
                new DriverManagerDataSource(arguments[0], arguments[1], arguments[2]);
        JdbcClient.create(dataSource)
                .sql("SELECT pg_advisory_lock_shared(:start)")
                .param("start", START)
                .query()
                .singleRow();
        System.out.println(write(dataSource, Long.parseLong(arguments[3])));
    }

    /** Writes all records and returns how many transactions had to be repeated. */
    static int write(DataSource dataSource, long seed) {
        return write(CandidateContest.of(RECORDS, 0), dataSource, seed);
    }

    private static <R> int write(Contest<R> contest, DataSource dataSource, long seed) {
        Transactions transactions = new Transactions(new JdbcTransactionManager(dataSource));
        Upsert<R> upsert = new Upsert<>(contest.table(), JdbcClient.create(dataSource));
        List<R> rows = new ArrayList<>(contest.rows());
        Collections.shuffle(rows, new Random(seed));
        AtomicInteger attempts = new AtomicInteger();
        int chunks = 0;
        for (int from = 0; from < rows.size(); from += CHUNK) {
            List<R> chunk = rows.subList(from, Math.min(from + CHUNK, rows.size()));
            transactions.inNew(() -> {
                attempts.incrementAndGet();
                return upsert.write(chunk);
            });
            chunks++;
        }
        return attempts.get() - chunks;
    }
}
