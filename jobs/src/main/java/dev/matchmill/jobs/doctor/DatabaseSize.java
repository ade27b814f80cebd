package dev.matchmill.jobs.doctor;

import java.util.OptionalLong;

/**
 * What the database takes on its disk.
 *
 * @param bytes tables and indexes
 * @param free bytes on that disk; empty where the server is not this machine's
 */
record DatabaseSize(long bytes, OptionalLong free) implements Check {

    /** Building an index anew needs its size once more, and sorting about as much again. */
    private static final int SHARE = 2;

    @Override
    public Finding judge() {
        String found = Bytes.toText(bytes);
        if (free.isEmpty()) {
            return Finding.ok("database_size", found + "; its disk is the server's to watch");
        }
        found += ", " + Bytes.toText(free.getAsLong()) + " free";
        return free.getAsLong() >= bytes / SHARE
                ? Finding.ok("database_size", found)
                : Finding.warn(
                        "database_size",
                        found,
                        "Make room on that disk: an index could not be built anew, and a full disk"
                                + " stops the server.");
    }
}
