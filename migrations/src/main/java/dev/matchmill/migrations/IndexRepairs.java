package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Finds invalid indexes and puts them right without blocking who reads and writes. */
final class IndexRepairs {

    // While somebody builds or rebuilds an index, it and its copy are invalid, and no finding. Only
    // one such build runs on a table at a time.
    private static final String INVALID =
            """
            SELECT n.nspname AS schema_name,
                   c.relname AS name,
                   t.relnamespace::regnamespace || '.' || quote_ident(t.relname) AS table_name,
                   (SELECT string_agg(pg_get_indexdef(i.indexrelid, k, true), ', ' ORDER BY k)
                    FROM generate_series(1, i.indnkeyatts) AS k) AS columns,
                   coalesce(pg_get_expr(i.indpred, i.indrelid, true), '') AS predicate,
                   c.relkind = 'I' AS partitioned
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class t ON t.oid = i.indrelid
            WHERE NOT i.indisvalid
              AND NOT EXISTS (
                  SELECT 1 FROM pg_stat_progress_create_index p
                  WHERE p.relid = i.indrelid AND p.datid =
                      (SELECT oid FROM pg_database WHERE datname = current_database()))
            ORDER BY n.nspname, c.relname
            """;

    private static final String BUILDING =
            """
            SELECT c.relname AS name, p.pid, a.application_name, a.usename, a.query_start
            FROM pg_stat_progress_create_index p
            JOIN pg_class c ON c.oid = p.index_relid
            LEFT JOIN pg_stat_activity a ON a.pid = p.pid
            WHERE p.datname = current_database()
            ORDER BY p.pid
            """;

    private final DatabaseAddress address;
    private final DataSource asking;
    private final String session;

    /**
     * Repairs in one database.
     *
     * @param asking for questions, which don't wait for ever
     * @param session statements that each connection starts with
     */
    IndexRepairs(DatabaseAddress address, DataSource asking, String session) {
        this.address = address;
        this.asking = asking;
        this.session = session;
    }

    /** Those that nobody is building at this moment, by name. */
    List<InvalidIndex> invalid() {
        List<InvalidIndex> found = new ArrayList<>();
        try (Connection connection = asking.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(INVALID)) {
            while (row.next()) {
                found.add(
                        new InvalidIndex(
                                row.getString("schema_name"),
                                row.getString("name"),
                                row.getString("table_name"),
                                row.getString("columns"),
                                row.getString("predicate"),
                                row.getBoolean("partitioned")));
            }
        } catch (SQLException e) {
            throw new DatabaseAccessException("reading the catalogue", e);
        }
        return found;
    }

    /** Who is building one of these indexes, as a sentence; empty when nobody is. */
    Optional<String> builderOf(Set<String> names) {
        try (Connection connection = asking.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BUILDING)) {
            while (row.next()) {
                if (names.contains(row.getString("name"))) {
                    Holder builder =
                            new Holder(
                                    row.getInt("pid"),
                                    Objects.requireNonNullElse(
                                            row.getString("application_name"), ""),
                                    Objects.requireNonNullElse(row.getString("usename"), ""),
                                    "building",
                                    Holder.instant(row, "query_start"));
                    return Optional.of(
                            "Index "
                                    + row.getString("name")
                                    + " is being built by "
                                    + builder
                                    + "; start again when it is done.");
                }
            }
        } catch (SQLException e) {
            throw new DatabaseAccessException("asking who builds an index", e);
        }
        return Optional.empty();
    }

    /**
     * Drops or rebuilds one index concurrently.
     *
     * @throws PreconditionException if its rows or its owner don't allow it
     * @throws SQLException for everything else, such as a lock that was not there in time
     */
    void perform(Repair repair, InvalidIndex index) throws SQLException {
        String name = quote(index.schema()) + "." + quote(index.name());
        boolean rebuilds = repair.action() == Repair.Action.REBUILD_INDEX;
        if (index.partitioned()) {
            throw new PreconditionException(index.partitions());
        }
        try (Connection connection = address.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(session);
            try {
                statement.execute(
                        (rebuilds
                                        ? "REINDEX INDEX CONCURRENTLY "
                                        : "DROP INDEX CONCURRENTLY IF EXISTS ")
                                + name);
            } catch (SQLException failed) {
                switch (Objects.requireNonNullElse(failed.getSQLState(), "")) {
                    case "23505" -> {
                        // The rebuild left its own copy beside the one it was to replace.
                        statement.execute(
                                "DROP INDEX CONCURRENTLY IF EXISTS "
                                        + quote(index.schema())
                                        + "."
                                        + quote(index.name() + "_ccnew"));
                        throw new PreconditionException(index.duplicates(), failed);
                    }
                    case "42501" ->
                            throw new PreconditionException(
                                    "Index "
                                            + index.qualified()
                                            + " is invalid and belongs to somebody else; run"
                                            + " ./matchmill migrate as the owner of "
                                            + index.table()
                                            + ".",
                                    failed);
                    default -> throw failed;
                }
            }
        }
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
