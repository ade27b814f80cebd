package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads positions: each has a line with a range of dates; title and company stand on that line, on
 * the one above or the one below, in the way that most positions of the resume have it.
 */
final class WorkHistoryReader {

    private static final int LONGEST_HEADING_LINE = 160;
    private static final int LONGEST_DESCRIPTION = 8000;
    private static final int MOST_ENTRIES = 60;
    private static final int LONGEST_DATE = 22;
    private static final Set<Kind> NEVER =
            EnumSet.of(
                    Kind.EDUCATION,
                    Kind.REFERENCES,
                    Kind.SKILLS,
                    Kind.CERTIFICATIONS,
                    Kind.PUBLICATIONS,
                    Kind.INTERESTS,
                    Kind.LANGUAGES,
                    Kind.PROJECTS,
                    Kind.AFFILIATIONS,
                    Kind.PERSONAL);

    private final DateRangeReader dates;

    WorkHistoryReader(DateRangeReader dates) {
        this.dates = dates;
    }

    /** Positions, those that last first, then by their end, latest first. */
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
        return entries.stream().limit(MOST_ENTRIES).collect(Collectors.toList());
    }

    private List<WorkEntry> ofSection(List<Line> lines, boolean headed) {
        List<EntryLines.Anchor> anchors = anchors(lines);
        int above = 0;
        int below = 0;
        for (EntryLines.Anchor anchor : anchors) {
            above += isTitleLine(lines, anchor.at() - 1) ? 1 : 0;
            below += isTitleLine(lines, anchor.last() + 1) ? 1 : 0;
        }
        boolean titlesBelow = below > above;
        List<EntryLines> headings = new ArrayList<>();
        for (int index = 0; index < anchors.size(); index++) {
            int floor = index == 0 ? 0 : headings.getLast().to();
            headings.add(heading(lines, anchors.get(index), floor, titlesBelow));
        }
        // Where companies are blank, the words that are left are titles, known or not.
        boolean blank = headings.stream().anyMatch(heading -> heading.names().isBlank());
        List<WorkEntry> entries = new ArrayList<>();
        for (int index = 0; index < headings.size(); index++) {
            EntryLines found = headings.get(index);
            EntryLines heading = blank ? found.withTitleForCompany() : found;
            int stop = index + 1 < headings.size() ? headings.get(index + 1).from() : lines.size();
            if (heading.names().title() != null || (headed && heading.names().isNamed())) {
                entries.add(entry(lines, heading, Math.max(stop, heading.to())));
            }
        }
        return entries;
    }

    private List<EntryLines.Anchor> anchors(List<Line> lines) {
        List<EntryLines.Anchor> anchors = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            List<DateRange> ranges = dates.in(line.text());
            if (!ranges.isEmpty()) {
                DateRange range = ranges.getFirst();
                if (isHeadingLine(line, range)) {
                    String rest =
                            line.text().substring(0, range.from())
                                    + " | "
                                    + line.text().substring(range.to());
                    anchors.add(new EntryLines.Anchor(at, at, range, rest));
                }
            } else if (stacked(lines, at).isPresent()) {
                EntryLines.Anchor anchor = stacked(lines, at).get();
                anchors.add(anchor);
                at = anchor.last();
            } else if (at + 1 < lines.size()) {
                Line next = lines.get(at + 1);
                Optional<DateRange> range = dates.across(line.text(), next.text());
                if (range.isPresent()) {
                    anchors.add(
                            new EntryLines.Anchor(
                                    at, at, range.get(), line.text().substring(range.get().to())));
                }
            }
        }
        return anchors;
    }

    /** A range that stands on two or three short lines: "July 2012", "to", "May 2014". */
    private Optional<EntryLines.Anchor> stacked(List<Line> lines, int at) {
        String words = "";
        for (int last = at; last < Math.min(at + 3, lines.size()); last++) {
            if (lines.get(last).text().length() > LONGEST_DATE) {
                return Optional.empty();
            }
            words = (words + " " + lines.get(last).text()).strip();
            List<DateRange> ranges = dates.in(words);
            if (!ranges.isEmpty()
                    && ranges.getFirst().from() == 0
                    && ranges.getFirst().to() == words.length()) {
                return Optional.of(new EntryLines.Anchor(at, last, ranges.getFirst(), ""));
            }
        }
        return Optional.empty();
    }

    /** Dates in a sentence head nothing: the words beside them are few. */
    private static boolean isHeadingLine(Line line, DateRange range) {
        if (line.bullet() && line.text().endsWith(".")) {
            return false;
        }
        String before = line.text().substring(0, range.from());
        String after = line.text().substring(range.to());
        boolean sentence = after.length() > 60 && before.length() > 60;
        int words = (before + " " + after).strip().split("\\s+", 64).length;
        boolean prose = line.text().endsWith(".") && words > 9 && !before.isBlank();
        return line.text().length() <= LONGEST_HEADING_LINE + 60
                && words <= 20
                && !sentence
                && !prose;
    }

    private static EntryLines heading(
            List<Line> lines, EntryLines.Anchor anchor, int floor, boolean titlesBelow) {
        EntryHeading own = EntryHeading.of(anchor.rest());
        EntryLines heading = new EntryLines(anchor.at(), anchor.last() + 1, anchor, own);
        return titlesBelow
                ? heading.withBelow(lines).withSecondBelow(lines).withAbove(lines, floor)
                : heading.withAbove(lines, floor).withSecondAbove(lines, floor).withBelow(lines);
    }

    private static boolean isTitleLine(List<Line> lines, int at) {
        return at >= 0
                && at < lines.size()
                && EntryLines.isHeadingText(lines.get(at), true)
                && EntryHeading.of(lines.get(at).text()).title() != null;
    }

    private static WorkEntry entry(List<Line> lines, EntryLines heading, int stop) {
        StringBuilder description = new StringBuilder();
        int end = lines.get(heading.to() - 1).end();
        String closing = heading.anchor().closes(lines);
        if (!closing.isBlank()) {
            end = Math.max(end, lines.get(heading.anchor().at() + 1).end());
        }
        for (int at = heading.to(); at < stop && description.length() < LONGEST_DESCRIPTION; at++) {
            Line line = lines.get(at);
            String text =
                    at == heading.anchor().at() + 1 && !closing.isBlank() ? closing : line.text();
            description.append(description.isEmpty() ? "" : "\n").append(text);
            end = line.end();
        }
        DateRange range = heading.anchor().range();
        return new WorkEntry(
                heading.names().title(),
                heading.names().company(),
                range.start(),
                range.end(),
                range.isCurrent(),
                range.wholeYears(),
                description.isEmpty() ? null : description.toString(),
                new Span(lines.get(heading.from()).start(), end));
    }

    private static YearMonth endOf(WorkEntry entry) {
        @Nullable YearMonth end = entry.end();
        return end == null ? YearMonth.of(9999, 12) : end;
    }

    private static YearMonth startOf(WorkEntry entry) {
        @Nullable YearMonth start = entry.start();
        return start == null ? YearMonth.of(1, 1) : start;
    }
}
