package dev.matchmill.jobs.archive;

import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.OwnerSession.Ended;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Partitions of the archive for the time of rows that come to it one by one, named and bounded as
 * those that J04 makes and moves.
 */
final class ArchivePeriods {

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu_MM", Locale.ROOT);
    private static final String EXISTS = "SELECT to_regclass(:name) IS NOT NULL";

    // Rows of that time in the default partition: they stay there, and J04 tells of them.
    private static final String OVERLAPS = "23514";

    private ArchivePeriods() {}

    /** The statement that makes the year of {@code archive.applications}. */
    static String year(int year) {
        return "CREATE TABLE archive.applications_%04d PARTITION OF archive.applications FOR VALUES FROM ('%04d-01-01 00:00:00+00') TO ('%04d-01-01 00:00:00+00')"
                .formatted(year, year, year + 1);
    }

    /** The statement that makes the month of {@code archive.notifications}. */
    static String month(YearMonth month) {
        return "CREATE TABLE archive.notifications_%s PARTITION OF archive.notifications FOR VALUES FROM ('%s-01 00:00:00+00') TO ('%s-01 00:00:00+00')"
                .formatted(MONTH.format(month), month, month.plusMonths(1));
    }

    /**
     * Makes a partition unless it is there.
     *
     * @return whether rows of its time may come
     */
    static boolean make(OwnerSession owner, String statement) throws SQLException {
        String name = statement.split(" ", 4)[2];
        if (owner.jdbc().sql(EXISTS).param("name", name).query(Boolean.class).single()) {
            return true;
        }
        try {
            return owner.run(statement) == Ended.DONE;
        } catch (SQLException refused) {
            if (OVERLAPS.equals(refused.getSQLState())) {
                return true;
            }
            throw refused;
        }
    }
}
