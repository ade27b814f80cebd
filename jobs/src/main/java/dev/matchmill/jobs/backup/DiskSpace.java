package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a backup finds on its disk.
 *
 * @param free bytes that may still be written
 */
record DiskSpace(Path folder, long free) {

    private static final long MB = 1L << 20;

    static DiskSpace of(Path folder) throws IOException {
        return new DiskSpace(folder, Files.getFileStore(folder).getUsableSpace());
    }

    /**
     * Makes sure that so much can be written and some is left.
     *
     * @throws PreconditionException when not
     */
    void require(long needed, long reserve) {
        if (free - needed < reserve) {
            throw new PreconditionException(
                    "There are "
                            + free / MB
                            + " MB free in "
                            + folder
                            + "; a backup of about "
                            + needed / MB
                            + " MB must leave "
                            + reserve / MB
                            + " MB. Free some, name another folder (matchmill.jobs.backup.folder)"
                            + " or keep less (matchmill.jobs.backup.reserve).");
        }
    }
}
