package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.LocalPostgres;
import java.time.OffsetDateTime;

/**
 * A copy that can be used, until it is closed.
 *
 * @param address as a role that may do everything there
 * @param restoredTo commit time of the last transaction in it
 */
record RestoredDatabase(LocalPostgres server, DatabaseAddress address, OffsetDateTime restoredTo)
        implements AutoCloseable {

    @Override
    public void close() {
        server.close();
    }
}
