package dev.matchmill.jobs.upsert;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the statements of one database have cost so far, whatever else the server does; of a server
 * so busy that it forgets statements, what the whole server wrote.
 *
 * @param calls without BEGIN, COMMIT and this question; too few when statements were forgotten
 * @param walBytes of all of them, triggers included
 * @param serverWalBytes of everybody
 * @param forgotten how often the server made room among its statements
 */
public record StatementCounters(long calls, long walBytes, long serverWalBytes, long forgotten) {

    private static final String COUNTERS =
            """
            SELECT coalesce(sum(calls), 0), coalesce(sum(wal_bytes), 0),
                   pg_current_wal_insert_lsn() - '0/0',
                   (SELECT dealloc FROM pg_stat_statements_info)
            FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND toplevel
              AND query !~* '^(begin|commit|select coalesce)'
            """;

    public static StatementCounters of(JdbcClient jdbc) {
        return jdbc.sql(COUNTERS)
                .query((row, _) ->
                        new StatementCounters(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    public StatementCounters since(StatementCounters before) {
        long server = serverWalBytes - before.serverWalBytes;
        return new StatementCounters(
                Math.max(0, calls - before.calls),
                forgotten == before.forgotten ? walBytes - before.walBytes : server,
                server,
                forgotten - before.forgotten);
    }
}
