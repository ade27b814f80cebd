package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads positions: most have a line with a range of dates; title and company stand on that line, on
 * the ones above or below, in the way that most positions of the resume have it.
 */
final class WorkHistoryReader {

    private static final int MOST_ENTRIES = 60;
    private static final Set<Kind> NEVER =
            EnumSet.of(
                    Kind.EDUCATION,
                    Kind.REFERENCES,
                    Kind.SKILLS,
                    Kind.CERTIFICATIONS,
                    Kind.TRAINING,
                    Kind.VOLUNTEERING,
                    Kind.PUBLICATIONS,
                    Kind.INTERESTS,
                    Kind.LANGUAGES,
                    Kind.PROJECTS,
                    Kind.AFFILIATIONS,
                    Kind.PERSONAL);

    private final EntryAnchors anchors;

    WorkHistoryReader(DateRangeReader dates) {
        this.anchors = new EntryAnchors(dates);
    }

    /** Positions, those that last first, then by their end, latest first, undated ones last. */
    List<WorkEntry> read(List<Section> sections) {
        boolean headed = sections.stream().anyMatch(section -> section.is(Kind.EXPERIENCE));
        List<WorkEntry> entries = new ArrayList<>();
        Kind before = Kind.HEADER;
        for (Section section : sections) {
            boolean work =
                    headed
                            ? section.is(Kind.EXPERIENCE)
                                    || (before == Kind.EXPERIENCE
                                            && section.is(Kind.ACCOMPLISHMENTS))
                            : !NEVER.contains(section.kind());
            if (work) {
                entries.addAll(ofSection(section.lines(), section.is(Kind.EXPERIENCE)));
            }
            before = section.is(Kind.ACCOMPLISHMENTS) ? before : section.kind();
        }
        entries.sort(
                Comparator.comparing(WorkEntry::current, Comparator.reverseOrder())
                        .thenComparing(WorkHistoryReader::endOf, Comparator.reverseOrder())
                        .thenComparing(WorkHistoryReader::startOf, Comparator.reverseOrder())
                        .thenComparing(entry -> entry.span().start()));
        return entries.stream().limit(MOST_ENTRIES).toList();
    }

    private List<WorkEntry> ofSection(List<Line> lines, boolean headed) {
        List<EntryLines> headings = headings(lines, anchors.in(lines, headed));
        // Where companies are blank, the words that are left are titles, known or not.
        boolean blank = headings.stream().anyMatch(heading -> heading.names().isBlank());
        List<EntryLines> named = new ArrayList<>();
        for (EntryLines heading : headings) {
            EntryLines whole = blank ? heading.withTitleForCompany() : heading;
            if (whole.names().title() != null || (headed && whole.names().isNamed())) {
                named.add(whole);
            }
        }
        List<EntryLines> grouped = PositionGroups.withSharedCompanies(named, lines);
        List<WorkEntry> entries = new ArrayList<>();
        int from = 0;
        for (int index = 0; index <= grouped.size(); index++) {
            int to = index < grouped.size() ? grouped.get(index).from() : lines.size();
            List<UndatedPositions.Heading> undated =
                    headed && to > from
                            ? UndatedPositions.in(lines, from, to, grouped.isEmpty())
                            : List.of();
            if (index > 0) {
                int stop = undated.isEmpty() ? to : undated.getFirst().from();
                entries.add(WorkEntries.dated(lines, grouped.get(index - 1), stop));
            }
            for (int at = 0; at < undated.size(); at++) {
                int stop = at + 1 < undated.size() ? undated.get(at + 1).from() : to;
                entries.add(WorkEntries.undated(lines, undated.get(at), stop));
            }
            from = index < grouped.size() ? grouped.get(index).to() : to;
        }
        return entries;
    }

    private static List<EntryLines> headings(List<Line> lines, List<EntryLines.Anchor> anchors) {
        int above = 0;
        int below = 0;
        for (EntryLines.Anchor anchor : anchors) {
            above += EntryLines.isTitleLine(lines, anchor.at() - 1) ? 1 : 0;
            below += EntryLines.isTitleLine(lines, anchor.last() + 1) ? 1 : 0;
        }
        boolean titlesBelow = below > above;
        List<EntryLines> headings = new ArrayList<>();
        for (int index = 0; index < anchors.size(); index++) {
            int floor = index == 0 ? 0 : headings.getLast().to();
            int ceiling = index + 1 < anchors.size() ? anchors.get(index + 1).at() : lines.size();
            headings.add(heading(lines, anchors.get(index), floor, ceiling, titlesBelow));
        }
        return headings;
    }

    private static EntryLines heading(
            List<Line> lines, EntryLines.Anchor anchor, int floor, int ceiling, boolean below) {
        EntryHeading own = EntryHeading.of(anchor.rest());
        EntryLines heading =
                new EntryLines(anchor.at(), anchor.last() + 1, anchor, own)
                        .withBlankBelow(lines, ceiling);
        return below
                ? heading.withBelow(lines, ceiling)
                        .withSecondBelow(lines, ceiling)
                        .withAbove(lines, floor)
                : heading.withAbove(lines, floor)
                        .withSecondAbove(lines, floor)
                        .withBelow(lines, ceiling);
    }

    private static YearMonth endOf(WorkEntry entry) {
        @Nullable YearMonth end = entry.end();
        return end != null ? end : YearMonth.of(entry.current() ? 9999 : 1, 12);
    }

    private static YearMonth startOf(WorkEntry entry) {
        @Nullable YearMonth start = entry.start();
        return start == null ? YearMonth.of(1, 1) : start;
    }
}
