package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;

/** What must be true of the server before migrating, and of the schema afterwards. */
final class SchemaChecks {

    /** PostgreSQL 15: NULLS NOT DISTINCT. */
    private static final int OLDEST_SERVER = 150000;

    /** Iterative index scans, without which a filtered search returns too few rows. */
    private static final MigrationVersion OLDEST_VECTOR = MigrationVersion.fromVersion("0.8.0");

    private static final String SERVER =
            """
            SELECT current_setting('server_version_num')::int AS server_version_num,
                   current_setting('server_version') AS server_version,
                   (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS installed,
                   (SELECT default_version FROM pg_available_extensions WHERE name = 'vector') AS available,
                   (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS is_superuser
            """;

    // An index that somebody is building at this moment is not valid yet, and no finding.
    private static final String INVALID_INDEXES =
            """
            SELECT i.indexrelid::regclass::text AS name
            FROM pg_index i
            WHERE NOT i.indisvalid
              AND NOT EXISTS (
                  SELECT 1 FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
            ORDER BY name
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

    SchemaChecks(DatabaseAddress address) {
        this.address = address;
    }

    void requireUsableServer() {
        try (Connection connection = address.unpooled().getConnection();
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
                requireVector(installed, "ask a superuser to run: ALTER EXTENSION vector UPDATE");
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
                requireVector(available, "install a newer one on the server");
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
        try (Connection connection = address.unpooled().getConnection();
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

    static void requireVector(String version, String cure) {
        if (MigrationVersion.fromVersion(version).compareTo(OLDEST_VECTOR) < 0) {
            throw new PreconditionException(
                    "pgvector "
                            + version
                            + " is too old, Matchmill needs "
                            + OLDEST_VECTOR
                            + " or newer: "
                            + cure
                            + ".");
        }
    }

    void requireValidIndexes() {
        List<String> invalid = invalidIndexes();
        if (!invalid.isEmpty()) {
            throw new PreconditionException(
                    "Invalid indexes, left by an interrupted build: "
                            + String.join(", ", invalid)
                            + "; drop each with DROP INDEX CONCURRENTLY and migrate again, or run"
                            + " REINDEX INDEX CONCURRENTLY.");
        }
    }

    List<String> invalidIndexes() {
        return names(INVALID_INDEXES);
    }

    List<String> missingRoles() {
        return names(MISSING_ROLES);
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        try (Connection connection = address.unpooled().getConnection();
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
