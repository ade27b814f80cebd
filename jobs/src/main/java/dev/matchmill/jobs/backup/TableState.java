package dev.matchmill.jobs.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table at a moment.
 *
 * @param name with its schema, quoted where need be
 * @param rows how many it had; null where nobody counted
 * @param changes rows inserted, updated and deleted since the server's statistics began
 */
public record TableState(String name, @Nullable Long rows, long changes) {

    // Partitions are tables; their parents have no rows of their own.
    private static final String TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name, NULL::bigint AS rows,
                   coalesce(pg_stat_get_tuples_inserted(c.oid), 0)
                       + coalesce(pg_stat_get_tuples_updated(c.oid), 0)
                       + coalesce(pg_stat_get_tuples_deleted(c.oid), 0) AS changes
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r'
              AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
            ORDER BY name
            """;

    /** All tables, not counted. */
    static List<TableState> of(JdbcClient jdbc) {
        return jdbc.sql(TABLES).query(TableState.class).list();
    }

    /** The same table with its rows counted; fails where a policy would hide some. */
    TableState counted(JdbcClient jdbc) {
        // The name was quoted by the server.
        Long count = jdbc.sql("SELECT count(*) FROM ONLY " + name).query(Long.class).single();
        return new TableState(name, count, changes);
    }
}
