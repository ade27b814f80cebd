package dev.matchmill.jobs.upsert;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the statements of one database have cost so far, whatever else the server does.
 *
 * @param calls without BEGIN, COMMIT and this question
 * @param walBytes of all of them, triggers included
 */
public record StatementCounters(long calls, long walBytes) {

    private static final String COUNTERS =
            """
            SELECT coalesce(sum(calls), 0), coalesce(sum(wal_bytes), 0)
            FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND toplevel
              AND query !~* '^(begin|commit|select coalesce)'
            """;

    public static StatementCounters of(JdbcClient jdbc) {
        return jdbc.sql(COUNTERS)
                .query((row, _) -> new StatementCounters(row.getLong(1), row.getLong(2)))
                .single();
    }

    public StatementCounters since(StatementCounters before) {
        return new StatementCounters(calls - before.calls, walBytes - before.walBytes);
    }
}
