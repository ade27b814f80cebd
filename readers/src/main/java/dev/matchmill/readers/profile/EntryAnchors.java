package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the lines whose dates head a position, and not those of a sentence. */
final class EntryAnchors {

    private static final int LONGEST_LINE = 220;
    private static final int MOST_WORDS = 20;
    private static final int MOST_WORDS_BESIDE_SINGLE = 12;
    private static final int LONGEST_DATE = 26;
    // "Led the team [tab] June 2023 - present": dates of the margin beside a description.
    private static final Pattern MARGIN = Pattern.compile("\\t\\W{0,3}$|\\s{3,}$");
    private static final Pattern NAMES_NOTHING =
            Pattern.compile("[^\\p{L}]*(?:\\p{L}{1,2}[^\\p{L}]*)?");

    private final DateRangeReader dates;

    EntryAnchors(DateRangeReader dates) {
        this.dates = dates;
    }

    /**
     * The lines with the dates of a position, in order.
     *
     * @param headed whether the lines stand below a heading such as "Experience": only there a
     *     single date counts
     */
    List<EntryLines.Anchor> in(List<Line> lines, boolean headed) {
        List<EntryLines.Anchor> anchors = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Optional<EntryLines.Anchor> found = at(lines, at, headed);
            if (found.isPresent()) {
                anchors.add(found.get());
                at = found.get().last();
            }
        }
        return anchors;
    }

    private Optional<EntryLines.Anchor> at(List<Line> lines, int at, boolean headed) {
        Line line = lines.get(at);
        List<DateRange> ranges = dates.in(line.text());
        if (!ranges.isEmpty()) {
            return ofRange(line, at, ranges.getFirst());
        }
        Optional<EntryLines.Anchor> stacked = stacked(lines, at);
        if (stacked.isPresent()) {
            return stacked;
        }
        if (at + 1 < lines.size()) {
            Optional<DateRange> across = dates.across(line.text(), lines.get(at + 1).text());
            if (across.isPresent()) {
                String rest = line.text().substring(across.get().to());
                return Optional.of(new EntryLines.Anchor(at, at, across.get(), rest));
            }
        }
        return headed ? single(lines, at) : Optional.empty();
    }

    private static Optional<EntryLines.Anchor> ofRange(Line line, int at, DateRange range) {
        String before = line.text().substring(0, range.from());
        String after = line.text().substring(range.to());
        boolean margin = MARGIN.matcher(before).find() && after.length() <= LONGEST_DATE;
        if (margin && (line.bullet() || isProse(before))) {
            return Optional.of(new EntryLines.Anchor(at, at, range, after));
        }
        return isHeadingLine(line, range)
                ? Optional.of(new EntryLines.Anchor(at, at, range, before + " | " + after))
                : Optional.empty();
    }

    private static boolean isProse(String words) {
        return Deeds.lowerCaseWords(words) > 3 || Deeds.isDeed(words);
    }

    /** Dates in a sentence head nothing: the words beside them are few. */
    private static boolean isHeadingLine(Line line, DateRange range) {
        if (line.bullet() && (line.text().endsWith(".") || Deeds.isDeed(line.text()))) {
            return false;
        }
        String before = line.text().substring(0, range.from());
        String after = line.text().substring(range.to());
        boolean sentence = after.length() > 60 && before.length() > 60;
        int words = (before + " " + after).strip().split("\\s+", 64).length;
        boolean prose = line.text().endsWith(".") && words > 9 && !before.isBlank();
        boolean inSentence = Deeds.lowerCaseWords(before) > 5;
        return line.text().length() <= LONGEST_LINE
                && words <= MOST_WORDS
                && !sentence
                && !prose
                && !inSentence;
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

    /** "Summer 2022" beside or next to a title: a position of one season, month or year. */
    private Optional<EntryLines.Anchor> single(List<Line> lines, int at) {
        Line line = lines.get(at);
        List<DateRange> found = dates.dates(line.text());
        if (found.isEmpty() || line.text().length() > LONGEST_LINE || line.text().endsWith(".")) {
            return Optional.empty();
        }
        DateRange date = found.getFirst();
        String before = line.text().substring(0, date.from());
        String after = line.text().substring(found.getLast().to());
        String rest = before + " | " + after;
        boolean margin =
                MARGIN.matcher(before).find()
                        && after.isBlank()
                        && (line.bullet() || isProse(before))
                        && isTitle(lines, at - 1);
        if (margin) {
            return Optional.of(new EntryLines.Anchor(at, at, date, ""));
        }
        boolean few = rest.split("\\s+", 64).length <= MOST_WORDS_BESIDE_SINGLE;
        boolean edge =
                before.isBlank() || after.strip().length() <= 2 || HeadingParts.isBlank(rest);
        if (!few || !edge || Deeds.isDeed(line.text()) || Deeds.lowerCaseWords(rest) > 2) {
            return Optional.empty();
        }
        EntryHeading own = EntryHeading.of(rest);
        boolean alone = NAMES_NOTHING.matcher(rest).matches();
        boolean titled = own.title() != null && !line.bullet();
        boolean beside =
                (alone || own.isBlank() || own.title() == null)
                        && !line.bullet()
                        && (isTitle(lines, at - 1) || isTitle(lines, at + 1));
        return titled || beside
                ? Optional.of(new EntryLines.Anchor(at, at, date, rest))
                : Optional.empty();
    }

    /** Whether the line holds a title and no dates of its own. */
    private boolean isTitle(List<Line> lines, int at) {
        return EntryLines.isTitleLine(lines, at)
                && dates.in(lines.get(at).text()).isEmpty()
                && dates.dates(lines.get(at).text()).isEmpty();
    }
}
