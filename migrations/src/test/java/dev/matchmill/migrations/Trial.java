package dev.matchmill.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Objects;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * How the server ended one statement that was undone afterwards.
 *
 * @param sqlState empty when the statement was accepted
 * @param object the constraint that refused it, else the column, else empty
 * @param rows how many rows the statement changed, 0 for a query, -1 when it was refused
 */
record Trial(String sqlState, String object, int rows) {

    /** Runs the statement in the connection's transaction and undoes it, whatever came of it. */
    static Trial of(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            return new Trial("", "", statement.execute(sql) ? 0 : statement.getUpdateCount());
        } catch (PSQLException refused) {
            return refusal(refused);
        } finally {
            connection.rollback(before);
        }
    }

    private static Trial refusal(PSQLException refused) {
        ServerErrorMessage message = Objects.requireNonNull(refused.getServerErrorMessage());
        String object =
                Objects.requireNonNullElse(
                        message.getConstraint(),
                        Objects.requireNonNullElse(message.getColumn(), ""));
        return new Trial(Objects.requireNonNull(refused.getSQLState()), object, -1);
    }
}
