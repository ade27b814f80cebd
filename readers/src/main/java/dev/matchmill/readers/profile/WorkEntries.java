package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.Span;
import java.util.List;

/** Makes a position of the lines that head it and those that describe it. */
final class WorkEntries {

    private static final int LONGEST_DESCRIPTION = 8000;

    private WorkEntries() {}

    /** The description ends before line {@code stop}. */
    static WorkEntry dated(List<Line> lines, EntryLines heading, int stop) {
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
                new Span(lines.get(heading.from()).start(), end),
                confidence(heading.names(), true));
    }

    static WorkEntry undated(List<Line> lines, UndatedPositions.Heading heading, int stop) {
        StringBuilder description = new StringBuilder();
        int end = lines.get(heading.to() - 1).end();
        for (int at = heading.to(); at < stop && description.length() < LONGEST_DESCRIPTION; at++) {
            description.append(description.isEmpty() ? "" : "\n").append(lines.get(at).text());
            end = lines.get(at).end();
        }
        return new WorkEntry(
                heading.names().title(),
                heading.names().company(),
                null,
                null,
                false,
                false,
                description.isEmpty() ? null : description.toString(),
                new Span(lines.get(heading.from()).start(), end),
                confidence(heading.names(), false));
    }

    /** Dates, a known role and a founded company make a position sure. */
    private static double confidence(EntryHeading names, boolean dated) {
        String title = names.title();
        if (title == null) {
            return 0.5;
        }
        double role = JobTitles.isTitle(title) ? 0.8 : 0.55;
        boolean founded =
                names.isBlank() || names.trust().compareTo(EntryHeading.Trust.BEHIND_TITLE) > 0;
        return role + (founded ? 0.15 : 0) - (dated ? 0 : 0.3);
    }
}
