package dev.matchmill.readers.profile;

import java.util.List;
import java.util.regex.Pattern;

/** The lines {@code [from, to)} that head a position, growing from the one with the dates. */
record EntryLines(int from, int to, Anchor anchor, EntryHeading names) {

    private static final int LONGEST_LINE = 160;
    private static final int MOST_WORDS_OF_BULLET = 9;
    private static final int MOST_LOWER_CASE_WORDS = 4;
    private static final Pattern ABBREVIATION =
            Pattern.compile(
                    "\\b(?:Inc|Ltd|Ltda|Co|Corp|S\\.A|S\\.L|S\\.r\\.l|S\\.p\\.A|o\\.o|d\\.o\\.o|s\\.r\\.o|B\\.V|N\\.V|e\\.V|Bros|Jr|Sr|U\\.S\\.A|U\\.S|[A-Z]{2})\\.$");

    /** Beside a blank company one word by the dates is the title: "Sales", "Counseling". */
    EntryLines withTitleForCompany() {
        EntryHeading whole = names.withTitleForCompany();
        List<HeadingParts.Part> beside =
                HeadingParts.of(anchor.rest).stream().flatMap(List::stream).limit(1).toList();
        boolean lone =
                whole.title() == null
                        && whole.isBlank()
                        && beside.size() == 1
                        && !beside.getFirst().isPlace()
                        && beside.getFirst().words().matches("\\p{Lu}\\p{L}{2,20}");
        EntryHeading named = lone ? whole.withTitle(beside.getFirst().words()) : whole;
        return new EntryLines(from, to, anchor, named);
    }

    EntryLines withCompany(EntryHeading group) {
        String company = group.company();
        return company == null
                ? this
                : new EntryLines(from, to, anchor, names.withCompany(company, group.trust()));
    }

    /** Whether the line may head a position and holds a title. */
    static boolean isTitleLine(List<Line> lines, int at) {
        return at >= 0
                && at < lines.size()
                && isHeadingText(lines.get(at), true)
                && EntryHeading.of(lines.get(at).text()).title() != null;
    }

    EntryLines withAbove(List<Line> lines, int floor) {
        if (names.isComplete() || from <= floor || !mayHead(lines.get(from - 1))) {
            return this;
        }
        EntryHeading above = EntryHeading.of(lines.get(from - 1).text());
        return names.gainsFrom(above)
                ? new EntryLines(from - 1, to, anchor, names.or(above))
                : this;
    }

    /** A line that says "Company Name" and no more makes all the rest a title. */
    EntryLines withBlankBelow(List<Line> lines, int ceiling) {
        boolean blank =
                to < ceiling
                        && !names.isBlank()
                        && names.isNamed()
                        && names.trust() != EntryHeading.Trust.MARKED
                        && HeadingParts.isBlank(lines.get(to).text());
        if (!blank) {
            return this;
        }
        EntryHeading below = EntryHeading.of(lines.get(to).text());
        return below.title() == null ? new EntryLines(from, to + 1, anchor, names.or(below)) : this;
    }

    /** A company by its name below a title below the dates. */
    EntryLines withSecondBelow(List<Line> lines, int ceiling) {
        boolean company =
                names.title() != null
                        && to > anchor.last + 1
                        && to < ceiling
                        && lines.get(to).wordCount() <= 8
                        && isCompanyLine(lines.get(to));
        return company ? withBelow(lines, ceiling) : this;
    }

    /** Title and company on lines of their own above the dates. */
    EntryLines withSecondAbove(List<Line> lines, int floor) {
        if (names.isComplete() || from == anchor.at || from <= floor) {
            return this;
        }
        Line second = lines.get(from - 1);
        if (from - 1 > floor && HeadingParts.isDuration(second.text())) {
            // "Acme", "5 years 2 months", and below it the positions.
            EntryLines over = new EntryLines(from - 1, to, anchor, names);
            EntryLines with = over.withAbove(lines, floor);
            return with.from < over.from ? with : this;
        }
        boolean opens =
                from - 1 == floor
                        || second.afterBlank()
                        || lines.get(from - 2).bullet()
                        || lines.get(from - 2).text().endsWith(".");
        boolean few = second.wordCount() <= 8 && isHeadingText(second, false);
        return few && opens ? withAbove(lines, floor) : this;
    }

    EntryLines withBelow(List<Line> lines, int ceiling) {
        if (names.isComplete() || to >= ceiling) {
            return this;
        }
        Line line = lines.get(to);
        boolean allParted = to > 0 && lines.get(to - 1).afterBlank();
        if (line.afterBlank() && !allParted && names.title() != null) {
            // A blank line parts it from this position: it heads the next one.
            return this;
        }
        String head = HeadingParts.upToBlank(line.text());
        boolean blank = HeadingParts.isBlank(head);
        if (!isHeadingText(
                new Line(head, line.start(), line.afterBlank(), line.bullet()), !blank)) {
            return this;
        }
        EntryHeading below = EntryHeading.of(head);
        return names.gainsFrom(below)
                ? new EntryLines(from, to + 1, anchor, names.or(below))
                : this;
    }

    /** Some templates put a bullet before each company: "\u2022 Acme [tab] Boston, MA". */
    private boolean mayHead(Line line) {
        if (!line.bullet()) {
            return isHeadingText(line, false);
        }
        return names.title() != null
                && line.wordCount() <= MOST_WORDS_OF_BULLET
                && (line.text().indexOf('\t') > 0 || line.wordCount() <= 4)
                && !line.text().endsWith(".")
                && !Deeds.isDeed(line.text())
                && Deeds.lowerCaseWords(line.text()) == 0;
    }

    private static boolean isCompanyLine(Line line) {
        return isHeadingText(line, true)
                && EntryHeading.of(line.text()).trust().compareTo(EntryHeading.Trust.ALONE) > 0;
    }

    /** "Acme Inc." ends no sentence. */
    private static boolean endsInAbbreviation(String words) {
        return ABBREVIATION.matcher(words).find();
    }

    /** Words in lower case make a sentence; those that join names do not. */
    private static boolean isProse(String text) {
        return Deeds.lowerCaseWords(text) > MOST_LOWER_CASE_WORDS;
    }

    /** Whether a line is short enough, and no item or sentence, so that it may head a position. */
    static boolean isHeadingText(Line line, boolean below) {
        String text = line.text();
        return text.length() <= LONGEST_LINE
                && line.wordCount() <= (below ? 12 : 14)
                && !line.bullet()
                && !isProse(text)
                && !Deeds.isDeed(text)
                && !Deeds.hasSentence(text)
                && (!text.endsWith(".") || endsInAbbreviation(text))
                && !text.endsWith(";")
                && !Character.isLowerCase(text.charAt(0));
    }

    /** A line with dates, and what else stands on it. */
    record Anchor(int at, int last, DateRange range, String rest) {

        /** What the next line says when it begins with the end of the range. */
        String closes(List<Line> lines) {
            boolean across =
                    at == last
                            && range.from() == 0
                            && at + 1 < lines.size()
                            && range.to() <= 20
                            && lines.get(at)
                                    .text()
                                    .substring(0, range.to())
                                    .matches(".*[-\u2013\u2014]");
            return across
                    ? lines.get(at + 1)
                            .text()
                            .substring(DateRangeReader.closingLength(lines.get(at + 1).text()))
                            .strip()
                    : "";
        }
    }
}
