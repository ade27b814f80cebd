package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds positions without dates: a title with a company, or a title above a description. */
final class UndatedPositions {

    private static final int MOST_WORDS = 10;

    private UndatedPositions() {}

    /**
     * The headings between {@code from} and {@code to}.
     *
     * @param alone whether the section has no dated position: then a title is enough
     */
    static List<Heading> in(List<Line> lines, int from, int to, boolean alone) {
        List<Heading> found = new ArrayList<>();
        for (int at = from; at < to; at++) {
            Heading heading = at(lines, at, from, to, alone);
            if (heading != null) {
                found.add(heading);
                at = heading.to() - 1;
            }
        }
        return found;
    }

    private static @Nullable Heading at(List<Line> lines, int at, int from, int to, boolean alone) {
        Line line = lines.get(at);
        if (!opens(lines, at, from) || !mayHead(line)) {
            return null;
        }
        EntryHeading own = EntryHeading.of(line.text());
        boolean titled = own.title() != null && isTitle(own.title());
        if (titled && own.isComplete()) {
            return new Heading(at, at + 1, own);
        }
        Line next = at + 1 < to ? lines.get(at + 1) : null;
        if (next != null && mayHead(next)) {
            EntryHeading other = EntryHeading.of(next.text());
            EntryHeading both = own.or(other);
            boolean known = own.title() == null || other.title() == null;
            boolean surely = both.isBlank() || both.trust().compareTo(minimum(alone)) >= 0;
            String title = both.title();
            if (known && title != null && isTitle(title) && surely) {
                return new Heading(at, at + 2, both);
            }
        }
        boolean described = next != null && (next.bullet() || next.wordCount() > MOST_WORDS);
        return alone && own.title() != null && titled && described && endsInRole(own.title())
                ? new Heading(at, at + 1, own)
                : null;
    }

    private static EntryHeading.Trust minimum(boolean alone) {
        return alone ? EntryHeading.Trust.ALONE : EntryHeading.Trust.MARKED;
    }

    private static boolean isTitle(String words) {
        return Character.isUpperCase(words.charAt(0)) && JobTitles.isTitle(words);
    }

    private static boolean endsInRole(String title) {
        return new HeadingParts.Part(title, 0, title.length()).endsInRole();
    }

    private static boolean opens(List<Line> lines, int at, int from) {
        if (at == from || lines.get(at).afterBlank()) {
            return true;
        }
        String above = lines.get(at - 1).text();
        return lines.get(at - 1).bullet() || above.endsWith(".");
    }

    private static boolean mayHead(Line line) {
        return EntryLines.isHeadingText(line, true)
                && line.wordCount() <= MOST_WORDS
                && line.text().indexOf(':') < 0
                && Deeds.lowerCaseWords(line.text()) <= 1
                && !SectionFinder.isHeading(line.text());
    }

    /** The lines {@code [from, to)} that head a position. */
    record Heading(int from, int to, EntryHeading names) {}
}
