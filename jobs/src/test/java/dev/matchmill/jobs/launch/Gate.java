package dev.matchmill.jobs.launch;

import dev.matchmill.migrations.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds whoever stores a candidate in the middle of its transaction, as long as it is closed. */
record Gate(JdbcClient jdbc) {

    private static final String BUILD =
            """
            CREATE TABLE gate_is_closed (since timestamptz DEFAULT now());
            CREATE FUNCTION wait_at_the_gate() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                WHILE EXISTS (SELECT 1 FROM gate_is_closed) LOOP
                    PERFORM pg_sleep(0.02);
                END LOOP;
                RETURN NEW;
            END $$;
            CREATE TRIGGER gate BEFORE INSERT ON candidates
            FOR EACH ROW EXECUTE FUNCTION wait_at_the_gate();
            """;

    private static final String SOMEBODY_WAITS =
            """
            SELECT EXISTS (
                SELECT 1
                FROM pg_stat_activity
                WHERE datname = current_database()
                  AND application_name = 'matchmill'
                  AND wait_event = 'PgSleep')
            """;

    private static final String END_LOCK =
            """
            SELECT count(pg_terminate_backend(l.pid))
            FROM pg_locks l
            JOIN pg_database d ON d.oid = l.database
            WHERE l.locktype = 'advisory'
              AND d.datname = current_database()
            """;

    private static final String END_SESSIONS =
            """
            SELECT count(pg_terminate_backend(pid))
            FROM pg_stat_activity
            WHERE datname = current_database()
              AND application_name = 'matchmill'
            """;

    static Gate in(TestDatabase database) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql(BUILD).update();
        return new Gate(jdbc);
    }

    void close() {
        jdbc.sql("INSERT INTO gate_is_closed DEFAULT VALUES").update();
    }

    void open() {
        jdbc.sql("DELETE FROM gate_is_closed").update();
    }

    /** Waits until a program stands at it, in its transaction. */
    void awaitSomebody() {
        Waiting.until(
                "somebody stands at the gate",
                () -> jdbc.sql(SOMEBODY_WAITS).query(Boolean.class).single());
    }

    /** Ends the session that holds the lock of a scope. */
    void endLock() {
        jdbc.sql(END_LOCK).query(Long.class).single();
    }

    /** Ends all sessions of programs. */
    void endSessions() {
        jdbc.sql(END_SESSIONS).query(Long.class).single();
    }
}
