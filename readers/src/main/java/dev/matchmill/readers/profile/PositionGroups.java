package dev.matchmill.readers.profile;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several positions at one company, which is named once above them. */
final class PositionGroups {

    private PositionGroups() {}

    /**
     * Gives positions without a company the one above them. A company's own line with dates that
     * hold those of the positions below it is no position.
     */
    static List<EntryLines> withSharedCompanies(List<EntryLines> entries, List<Line> lines) {
        List<EntryLines> grouped = new ArrayList<>();
        EntryLines group = null;
        for (int index = 0; index < entries.size(); index++) {
            EntryLines entry = entries.get(index);
            boolean heads =
                    isOnlyCompany(entry)
                            && index + 1 < entries.size()
                            && lacksCompany(entries.get(index + 1))
                            && holds(entry, entries.get(index + 1));
            if (heads) {
                group = entry;
                continue;
            }
            EntryLines last = group;
            if (lacksCompany(entry) && last != null) {
                boolean same =
                        isOnlyCompany(last) ? holds(last, entry) : follows(last, entry, lines);
                if (same) {
                    grouped.add(entry.withCompany(last.names()));
                    continue;
                }
            }
            group = heads(entry, lines) ? entry : null;
            grouped.add(entry);
        }
        return grouped;
    }

    private static boolean isOnlyCompany(EntryLines entry) {
        return entry.names().title() == null && entry.names().company() != null;
    }

    private static boolean lacksCompany(EntryLines entry) {
        return entry.names().title() != null
                && !entry.names().isBlank()
                && (entry.names().company() == null
                        || entry.names().trust() == EntryHeading.Trust.PERHAPS_PLACE);
    }

    /** Whether the company stands on a line above the one with the title. */
    private static boolean heads(EntryLines entry, List<Line> lines) {
        String company = entry.names().company();
        return company != null
                && entry.names().title() != null
                && entry.from() < entry.anchor().at()
                && lines.get(entry.from()).text().contains(company)
                && !lines.get(entry.from()).text().contains(entry.names().title());
    }

    /** Later positions stand first: the next one ends before or when this one began. */
    private static boolean follows(EntryLines above, EntryLines below, List<Line> lines) {
        @Nullable YearMonth end = below.anchor().range().end();
        boolean apart = below.from() > 0 && lines.get(below.from()).afterBlank();
        return end != null
                && !end.isAfter(above.anchor().range().start().plusMonths(11))
                && !(apart && below.from() - above.to() > 12);
    }

    private static boolean holds(EntryLines group, EntryLines position) {
        DateRange all = group.anchor().range();
        DateRange one = position.anchor().range();
        @Nullable YearMonth end = one.end();
        @Nullable YearMonth last = all.end();
        boolean ends = last == null || (end != null && !end.isAfter(last));
        return !one.start().isBefore(all.start()) && ends;
    }
}
