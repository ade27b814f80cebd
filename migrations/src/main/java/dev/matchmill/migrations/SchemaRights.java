package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** What a login may do in a database: migrate it, and work there as a service role. */
public final class SchemaRights {

    /** Whoever owns the history of migrations migrates; an empty database, whoever may create. */
    private static final String MAY_MIGRATE =
            """
            SELECT CASE
                WHEN to_regclass('public.flyway_schema_history') IS NULL
                    THEN has_database_privilege(current_database(), 'CREATE')
                        AND has_schema_privilege('public', 'CREATE')
                ELSE (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class
                      WHERE oid = to_regclass('public.flyway_schema_history'))
                END
            """;

    // From PostgreSQL 16 on, a membership may come without the right to step down.
    private static final String STANDING =
            """
            SELECT CASE
                WHEN r.oid IS NULL THEN 'missing'
                WHEN to_regnamespace('pipeline') IS NOT NULL
                     AND NOT has_schema_privilege(r.oid, 'pipeline', 'USAGE')
                     AND NOT has_schema_privilege(r.oid, 'compliance', 'USAGE') THEN 'ungranted'
                WHEN pg_has_role(r.oid, CASE
                         WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET'
                         ELSE 'MEMBER' END) THEN 'member'
                ELSE 'stranger'
                END
            FROM (SELECT 1) AS one
            LEFT JOIN pg_roles r ON r.rolname = ?
            """;

    private final DatabaseAddress address;

    public SchemaRights(DatabaseAddress address) {
        this.address = address;
    }

    /**
     * Whether the login may bring the schema up to date.
     *
     * @throws DatabaseAccessException when the database is away
     */
    public boolean mayMigrate() {
        try (Connection connection = address.asking(MigrationOptions.SILENCE).getConnection();
                PreparedStatement statement = connection.prepareStatement(MAY_MIGRATE);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new DatabaseAccessException("asking for the right to migrate", e);
        }
    }

    /**
     * What the login is to a role.
     *
     * @throws DatabaseAccessException when the database is away
     */
    public RoleStanding standing(String role) {
        try (Connection connection = address.asking(MigrationOptions.SILENCE).getConnection();
                PreparedStatement statement = connection.prepareStatement(STANDING)) {
            statement.setString(1, role);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return RoleStanding.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            throw new DatabaseAccessException("asking for membership of a role", e);
        }
    }

    /**
     * Makes sure that the login may step down into a role.
     *
     * @throws PreconditionException with a sentence that says who has to run what
     */
    public void requireMember(String role) {
        RoleStanding standing = standing(role);
        if (standing != RoleStanding.MEMBER) {
            throw new PreconditionException(refusal(role, standing));
        }
    }

    /** Why the login can't work as the role, and what to do; a sentence or two. */
    public String refusal(String role, RoleStanding standing) {
        String login = '"' + address.username().replace("\"", "\"\"") + '"';
        String grant = "GRANT " + role + " TO " + login;
        return switch (standing) {
            case MEMBER -> login + " may work as " + role + ".";
            case STRANGER ->
                    "Login "
                            + login
                            + " may not work as "
                            + role
                            + ": whoever administers the roles runs "
                            + grant
                            + ".";
            case UNGRANTED ->
                    "Role "
                            + role
                            + " has no rights in database "
                            + address.database()
                            + ": the schema's owner runs there SELECT ops.install_grants().";
            case MISSING ->
                    "Role "
                            + role
                            + " does not exist: somebody who may create roles runs in database "
                            + address.database()
                            + " SELECT ops.install_roles(); SELECT ops.install_grants(); "
                            + grant
                            + ". Where nobody may, set matchmill.database.step-down to false.";
        };
    }
}
