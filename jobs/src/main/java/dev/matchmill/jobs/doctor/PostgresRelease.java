package dev.matchmill.jobs.doctor;

/**
 * The server's release.
 *
 * @param number as {@code server_version_num} has it: 150018 is 15.18
 */
record PostgresRelease(int number, String version) implements Check {

    /** NULLS NOT DISTINCT came with it. */
    private static final int OLDEST = 150000;

    @Override
    public Finding judge() {
        return number >= OLDEST
                ? Finding.ok("postgresql", version)
                : Finding.fail(
                        "postgresql", version, "Move the database to PostgreSQL 15 or later.");
    }
}
