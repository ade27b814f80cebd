package dev.matchmill.jobs.backup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the write-ahead log.
 *
 * @param timeline which of the server's histories
 * @param lsn bytes from its beginning, unsigned
 */
record WalPosition(long timeline, long lsn) {

    private static final Pattern LSN = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");

    /** Reads a position as the server writes it, such as {@code 0/2000028}. */
    static WalPosition of(long timeline, String text) {
        Matcher parts = LSN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a position in the log: " + text);
        }
        return new WalPosition(
                timeline,
                Long.parseLong(parts.group(1), 16) << 32 | Long.parseLong(parts.group(2), 16));
    }

    /**
     * Name of the piece that holds it (PostgreSQL, XLogFileName).
     *
     * @param segmentSize bytes of a piece, a power of two
     */
    String segment(long segmentSize) {
        long number = Long.divideUnsigned(lsn, segmentSize);
        long perFile = 0x1_0000_0000L / segmentSize;
        return "%08X%08X%08X"
                .formatted(
                        timeline,
                        Long.divideUnsigned(number, perFile),
                        Long.remainderUnsigned(number, perFile));
    }

    /** Whether a file's name is that of a whole piece. */
    static boolean isSegment(String name) {
        return SEGMENT.matcher(name).matches();
    }

    /** Whether a piece ends before another one begins, in whatever history. */
    static boolean isBefore(String segment, String other) {
        return segment.substring(8, 24).compareTo(other.substring(8, 24)) < 0;
    }
}
