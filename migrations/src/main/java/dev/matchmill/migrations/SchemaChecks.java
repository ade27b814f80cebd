package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** What must be true of the server before migrating, and of the schema afterwards. */
final class SchemaChecks {

    /** PostgreSQL 15: NULLS NOT DISTINCT. */
    private static final int OLDEST_SERVER = 150000;

    private static final String SERVER =
            """
            SELECT current_setting('server_version_num')::int AS server_version_num,
                   current_setting('server_version') AS server_version,
                   (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS installed,
                   (SELECT default_version FROM pg_available_extensions WHERE name = 'vector') AS available,
                   (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS is_superuser
            """;

    private static final String MISSING_ROLES =
            """
            SELECT name
            FROM unnest(ARRAY['ats_app', 'ats_reader', 'ats_batch', 'ats_privacy', 'ats_auditor', 'ats_reporting'])
                WITH ORDINALITY AS r (name, position)
            WHERE to_regrole(name) IS NULL
            ORDER BY position
            """;

    private final DatabaseAddress address;
    private final DataSource asking;
    private final IndexRepairs indexes;

    /**
     * Checks of one database.
     *
     * @param asking for questions, which don't wait for ever
     */
    SchemaChecks(DatabaseAddress address, DataSource asking, IndexRepairs indexes) {
        this.address = address;
        this.asking = asking;
        this.indexes = indexes;
    }

    void requireUsableServer(boolean production) {
        try (Connection connection = asking.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            if (row.getInt("server_version_num") < OLDEST_SERVER) {
                throw new PreconditionException(
                        "The server runs PostgreSQL "
                                + row.getString("server_version")
                                + "; Matchmill needs 15 or newer.");
            }
            String installed = row.getString("installed");
            String available = row.getString("available");
            if (installed != null) {
                requireVector(
                        installed,
                        production,
                        "ask a superuser to run ALTER EXTENSION vector UPDATE, after installing a"
                                + " newer one on the server");
            } else if (available == null) {
                throw new PreconditionException(
                        "The server has no pgvector; install it there (package"
                            + " postgresql-NN-pgvector or https://github.com/pgvector/pgvector).");
            } else if (!row.getBoolean("is_superuser")) {
                throw new PreconditionException(
                        "Database "
                                + address.database()
                                + " has no extension vector; ask a superuser to run there: CREATE"
                                + " EXTENSION vector; CREATE EXTENSION pg_stat_statements; CREATE"
                                + " EXTENSION pgstattuple.");
            } else {
                requireVector(available, production, "install a newer one on the server");
            }
        } catch (SQLException e) {
            throw refusal(e);
        }
    }

    // A wrong name or password stays wrong until somebody changes it; all else may pass.
    private RuntimeException refusal(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        if (state.startsWith("28")) {
            return new PreconditionException(
                    "The server refuses user "
                            + address.username()
                            + "; check the user name and the password.",
                    e);
        }
        if (state.equals("3D000")) {
            return new PreconditionException(
                    "Database "
                            + address.database()
                            + " does not exist; create it (CREATE DATABASE) or name another.",
                    e);
        }
        return new DatabaseAccessException("checking the server", e);
    }

    ServerVersions versions() {
        try (Connection connection = asking.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            return new ServerVersions(
                    row.getString("server_version").replaceAll(" .*", ""),
                    row.getString("installed"));
        } catch (SQLException e) {
            throw refusal(e);
        }
    }

    /** Refuses what can't work anywhere, and what may lose data where there is some. */
    static void requireVector(String version, boolean production, String cure) {
        VectorVersion vector = new VectorVersion(version);
        if (!vector.isAtLeast(VectorVersion.USABLE)) {
            throw new PreconditionException(
                    "pgvector "
                            + version
                            + " is too old, Matchmill needs "
                            + VectorVersion.USABLE
                            + " or newer: "
                            + cure
                            + ".");
        }
        if (production && !vector.isAtLeast(VectorVersion.SAFE)) {
            throw new PreconditionException(
                    "pgvector "
                            + version
                            + " is not for production: a vacuum can corrupt its HNSW indexes."
                            + " Matchmill needs "
                            + VectorVersion.SAFE
                            + " or newer there: "
                            + cure
                            + ", and REINDEX the HNSW indexes. Where nothing can be lost, set"
                            + " MATCHMILL_DATABASE_PRODUCTION=false.");
        }
    }

    void requireValidIndexes() {
        List<String> invalid = invalidIndexes();
        if (!invalid.isEmpty()) {
            throw new PreconditionException(invalid(invalid));
        }
    }

    /** The sentence that names indexes which only a repair makes usable. */
    static String invalid(List<String> names) {
        return "Invalid indexes, left by an interrupted build: "
                + String.join(", ", names)
                + "; run ./matchmill migrate, which drops or rebuilds them (REINDEX INDEX"
                + " CONCURRENTLY).";
    }

    List<String> invalidIndexes() {
        return indexes.invalid().stream().map(InvalidIndex::qualified).toList();
    }

    List<String> missingRoles() {
        return names(MISSING_ROLES);
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        try (Connection connection = asking.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new DatabaseAccessException("reading the catalogue", e);
        }
        return names;
    }
}
