package dev.matchmill.jobs.doctor;

/**
 * Whether the server lets this program open all connections it may want.
 *
 * @param limit the least of what the server, the database and the login role allow
 * @param poolSize of one process
 */
record Connections(int limit, int poolSize) implements Check {

    /** The scope's lock, a migration, and a person who looks after it. */
    private static final int BESIDE_THE_POOL = 3;

    /** So many are left for others: a second process, backups, monitoring. */
    private static final int RESERVE = 10;

    @Override
    public Finding judge() {
        String found = limit + " allowed, pool of " + poolSize;
        if (poolSize + RESERVE <= limit) {
            return Finding.ok("connections", found);
        }
        String cure =
                "Raise max_connections (or the connection limit of the role or database) or lower"
                        + " matchmill.database.pool-size.";
        return poolSize + BESIDE_THE_POOL <= limit
                ? Finding.warn("connections", found, cure)
                : Finding.fail("connections", found, cure);
    }
}
