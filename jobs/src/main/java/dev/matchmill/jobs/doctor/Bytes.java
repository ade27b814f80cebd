package dev.matchmill.jobs.doctor;

/** Amounts of memory in words. */
final class Bytes {

    private static final long MEBI = 1L << 20;
    private static final long GIBI = 1L << 30;

    private Bytes() {}

    /** Whole MB up to ten GB, then whole GB. */
    static String toText(long bytes) {
        return bytes < 10 * GIBI ? bytes / MEBI + " MB" : bytes / GIBI + " GB";
    }
}
