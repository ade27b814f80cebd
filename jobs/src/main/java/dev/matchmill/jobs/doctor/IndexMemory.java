package dev.matchmill.jobs.doctor;

/**
 * Memory for building an index.
 *
 * @param bytes {@code maintenance_work_mem}
 */
record IndexMemory(long bytes) implements Check {

    /** The HNSW graph of 100,000 candidates (260 MB) is built in memory; beyond it, slowly. */
    private static final long ENOUGH = 256L << 20;

    @Override
    public Finding judge() {
        String found = "maintenance_work_mem " + Bytes.toText(bytes);
        return bytes >= ENOUGH
                ? Finding.ok("index_memory", found)
                : Finding.warn(
                        "index_memory",
                        found,
                        "Set maintenance_work_mem = '1GB' for the login role: large HNSW indexes"
                                + " are built many times faster.");
    }
}
