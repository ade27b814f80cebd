package dev.matchmill.migrations;

import java.sql.SQLException;

/** The database did not answer as it should; the cause says how. Trying again later may help. */
public class DatabaseAccessException extends RuntimeException {

    /**
     * @param during what was being done, such as "checking the server"
     */
    public DatabaseAccessException(String during, SQLException cause) {
        super("The database failed while " + during + ": " + cause.getMessage(), cause);
    }
}
