package dev.matchmill.jobs.legacy;

import dev.matchmill.migrations.PreconditionException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The schema that holds the imported tables, as plain as they were; nothing of it is ours.
 *
 * @param name letters, digits and underscores; never one of ours
 */
public record LegacySchema(String name) {

    private static final Set<String> OURS =
            Set.of("public", "pipeline", "archive", "compliance", "ops", "batch");

    private static final String EXISTS =
            "SELECT count(*) FROM pg_namespace WHERE nspname = :schema";

    private static final String COLUMNS =
            """
            SELECT column_name
            FROM information_schema.columns
            WHERE table_schema = :schema
              AND table_name = :table
            ORDER BY ordinal_position
            """;

    public LegacySchema {
        if (!name.matches("[a-z_][a-z0-9_]{0,62}") || name.startsWith("pg_")) {
            throw new IllegalArgumentException("no name of a schema: " + name);
        }
        if (OURS.contains(name)) {
            throw new IllegalArgumentException(name + " is a schema of Matchmill itself");
        }
    }

    /**
     * Makes sure that it is there.
     *
     * @throws PreconditionException when the database has none of this name
     */
    public LegacySchema require(JdbcClient jdbc) {
        if (jdbc.sql(EXISTS).param("schema", name).query(Long.class).single() == 0) {
            throw new PreconditionException(
                    "The database has no schema "
                            + name
                            + ": restore the old database into one, under this name.");
        }
        return this;
    }

    /** The columns of a table; empty when there is none. */
    List<String> columns(JdbcClient jdbc, String table) {
        return jdbc.sql(COLUMNS)
                .param("schema", name)
                .param("table", table)
                .query(String.class)
                .list();
    }

    /** A table of it, for use in a statement. */
    String table(String table) {
        return name + "." + table;
    }
}
