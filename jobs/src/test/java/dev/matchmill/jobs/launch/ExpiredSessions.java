package dev.matchmill.jobs.launch;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** J01 on many expired sessions while somebody signs in and out all the time. */
public final class ExpiredSessions {

    private static final int VALID = 1_000;

    private static final String LONGEST =
            """
            SELECT coalesce(max(max_exec_time), 0)
            FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND userid = 'ats_batch'::regrole
              AND query ILIKE '%user_sessions%'
            """;

    private ExpiredSessions() {}

    /**
     * What was measured.
     *
     * @param seconds of the whole job
     * @param longestStatementMillis of the job, by the server's own books
     * @param writes of the other session while the job ran, each of four statements
     * @param longestWriteMillis the slowest of them, with the way there and back
     * @param lockWaits writes that met a lock held for more than 200 ms
     * @param left expired sessions that are still there
     * @param valid sessions that were not expired, of {@code validBefore}
     */
    public record Figures(
            double seconds,
            double longestStatementMillis,
            long writes,
            double longestWriteMillis,
            long lockWaits,
            long left,
            long valid,
            long validBefore) {}

    /** Makes that many expired sessions on a fresh database and cleans them. */
    public static Figures clean(long sessions, Consumer<String> progress) {
        try (MaintainFixture program = MaintainFixture.open()) {
            HygieneRows.in(program);
            JdbcClient jdbc = program.jdbc();
            progress.accept("making " + sessions + " expired sessions");
            insert(jdbc, "expired", sessions, "-1 hour");
            insert(jdbc, "valid", VALID, "1 day");
            jdbc.sql("VACUUM ANALYZE user_sessions").update();
            progress.accept("cleaning, beside a writer");
            AtomicBoolean done = new AtomicBoolean();
            Writer writer = new Writer(jdbc, done, sessions);
            Thread thread = Thread.ofPlatform().start(writer);
            long start = System.nanoTime();
            program.run("J01");
            double seconds = (System.nanoTime() - start) / 1e9;
            done.set(true);
            join(thread);
            return new Figures(
                    seconds,
                    jdbc.sql(LONGEST).query(Double.class).single(),
                    writer.writes,
                    writer.longest / 1e6,
                    writer.refused,
                    program.count("user_sessions WHERE expires_at < now()"),
                    program.count("user_sessions WHERE expires_at > now()"),
                    VALID);
        }
    }

    private static void insert(JdbcClient jdbc, String name, long count, String expiry) {
        jdbc.sql(
                        """
                        INSERT INTO user_sessions
                            (user_id, session_token_hash, created_at, expires_at)
                        SELECT 1, sha256((:name || ' ' || i)::bytea), now() - interval '30 days',
                               now() + CAST(:expiry AS interval) - i * interval '1 second' * :back
                        FROM generate_series(0, :count - 1) i
                        """)
                .params(
                        Map.of(
                                "name",
                                name,
                                "expiry",
                                expiry,
                                "count",
                                count,
                                "back",
                                name.equals("expired") ? 1 : 0))
                .update();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its figures may be read when its thread has ended. */
    private static final class Writer implements Runnable {

        private final JdbcClient jdbc;
        private final AtomicBoolean done;
        private final long expired;
        private long writes;
        private long longest;
        private long refused;

        Writer(JdbcClient jdbc, AtomicBoolean done, long expired) {
            this.jdbc = jdbc;
            this.done = done;
            this.expired = expired;
        }

        @Override
        public void run() {
            while (!done.get()) {
                // Strides through all that are expired, so that some are in the piece in work.
                long which = writes * 7_919 % expired;
                long start = System.nanoTime();
                try {
                    jdbc.sql(session(writes, which)).update();
                } catch (DataAccessException late) {
                    refused++;
                }
                longest = Math.max(longest, System.nanoTime() - start);
                writes++;
            }
        }

        // Sign-in, a click, sign-out, and a click on a session that has run out: each waits for no
        // lock longer than the limit, or fails.
        private static String session(long number, long expired) {
            return """
            SET lock_timeout = '200ms';
            INSERT INTO user_sessions (user_id, session_token_hash, expires_at)
            VALUES (1, sha256('%1$d w'::bytea), now() + interval '1 day');
            UPDATE user_sessions SET last_activity_at = now()
            WHERE session_token_hash = sha256(('valid ' || %1$d %% %2$d)::bytea);
            UPDATE user_sessions SET last_activity_at = now()
            WHERE session_token_hash = sha256(('expired ' || %3$d)::bytea);
            DELETE FROM user_sessions WHERE session_token_hash = sha256('%1$d w'::bytea);
            """
                    .formatted(number, VALID, expired);
        }
    }
}
