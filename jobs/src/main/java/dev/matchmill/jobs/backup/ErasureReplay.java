package dev.matchmill.jobs.backup;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Erases in a restored copy whoever was erased in the live database after the backup. */
@FunctionalInterface
public interface ErasureReplay {

    /**
     * Replays the erasures of the live database; twice changes nothing.
     *
     * @param restored the copy, as a role that may do everything there
     * @return persons who were in the copy and are no more
     * @throws SQLException when the copy refuses
     */
    long replay(DataSource restored) throws SQLException;
}
