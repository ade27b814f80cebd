package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.Visit;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Invalid indexes that nobody is building: copies left by an interrupted REINDEX CONCURRENTLY
 * (PostgreSQL names them {@code …_ccnew}, {@code …_ccold}), and others.
 */
final class LeftOverIndexes {

    private static final String INVALID =
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid
              AND c.relkind = 'i'
              AND n.nspname <> 'pg_toast'
              AND NOT EXISTS (
                  SELECT 1
                  FROM pg_stat_progress_create_index p
                  WHERE p.relid = i.indrelid)
              AND (c.relname ~ '_cc(new|old)\\d*$') = :copies
            ORDER BY 1
            """;

    private LeftOverIndexes() {}

    static List<String> names(JdbcClient owner) {
        return owner.sql(INVALID).param("copies", true).query(String.class).list();
    }

    /** Invalid ones that are no such copies. */
    static List<String> invalid(JdbcClient owner) {
        return owner.sql(INVALID).param("copies", false).query(String.class).list();
    }

    static void drop(OwnerSession owner, Visit visit) throws SQLException {
        for (String name : names(owner.jdbc())) {
            switch (owner.run("DROP INDEX CONCURRENTLY IF EXISTS " + name)) {
                case DONE -> visit.affect("left-over indexes", 1);
                case LOCKED -> visit.postpone(name);
                case CUT_OFF -> visit.note("left-over", name);
            }
        }
    }
}
