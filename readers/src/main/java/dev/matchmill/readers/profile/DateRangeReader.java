package dev.matchmill.readers.profile;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads "Jan 2018 - Present", "01/2018 to 03/2020", "2015\u20132019", "seit Mai 2019". */
final class DateRangeReader {

    private static final int LONGEST_LINE = 2000;
    private static final int EARLIEST_YEAR = 1950;
    private static final int YEARS_AHEAD = 8;
    private static final String DATE = DateWords.PATTERN;
    private static final String NOW = CalendarWords.pattern("now");
    private static final String DASH =
            "(?:[-\u2010-\u2015\u2212\u2192~\uFF0D]|\u00EF\u00BC.?){1,3}";
    private static final String TO =
            "[\\s,.\u200B]{0,4}(?:"
                    + DASH
                    + "|(?<![\\p{L}])"
                    + CalendarWords.pattern("to")
                    + "(?!\\p{L}))[\\s\u200B]{0,4}";
    private static final String BEFORE = "(?<![\\d/.$\u20AC\u00A3])";
    private static final String BEHIND = "(?![\\d%])";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern RANGE =
            Pattern.compile(
                    BEFORE + "(" + DATE + ")" + TO + "(" + DATE + "|" + NOW + "\\b)" + BEHIND,
                    FLAGS);
    // "Mar. 2021 Present": the dash is lost.
    private static final Pattern DASHLESS =
            Pattern.compile(
                    BEFORE
                            + "("
                            + DATE
                            + ")\\s{1,4}(?:exp\\.?\\s)?("
                            + DATE
                            + "|"
                            + NOW
                            + "\\b)"
                            + BEHIND,
                    FLAGS);
    private static final Pattern SHARED_YEAR =
            Pattern.compile(
                    "(?<![\\p{L}\\d])("
                            + DateWords.BARE_MONTH
                            + ")"
                            + TO
                            + "("
                            + DATE
                            + ")"
                            + BEHIND,
                    FLAGS);
    private static final Pattern SHORT =
            Pattern.compile(
                    "(?<![\\d/.$\u20AC])("
                            + DateWords.SHORT
                            + ")"
                            + TO
                            + "("
                            + DateWords.SHORT
                            + "|"
                            + NOW
                            + "\\b)"
                            + BEHIND,
                    FLAGS);
    private static final Pattern SHORT_END =
            Pattern.compile(
                    "(?<![\\d/.$\u20AC\u00A3-])((?:19|20)(\\d\\d))\\s?[-\u2013/]\\s?(\\d\\d)(?![\\d/.%-])");
    private static final Pattern SINCE =
            Pattern.compile(
                    "(?<!\\p{L})"
                            + CalendarWords.pattern("since")
                            + "\\s(?:le\\s|el\\s)?("
                            + DATE
                            + ")(?!\\d)",
                    FLAGS);
    private static final Pattern UNENDED =
            Pattern.compile(
                    BEFORE + "(" + DATE + ")\\s{0,3}" + DASH + "\\s{0,3}(?=\\t|\\)|$)", FLAGS);
    private static final Pattern OPEN =
            Pattern.compile("^(" + DATE + ")\\s{0,3}" + DASH + "(?=\\s|$)", FLAGS);
    private static final Pattern CLOSE = Pattern.compile("^(" + DATE + "|" + NOW + ")\\b", FLAGS);
    private static final Pattern SINGLE =
            Pattern.compile("(?<![\\d/.$\u20AC\u00A3,-])" + DATE + "(?![\\d%])", FLAGS);
    private static final Pattern DIGIT = Pattern.compile("\\d");

    private final YearMonth today;
    private final int latestYear;

    DateRangeReader(LocalDate today) {
        this.today = YearMonth.from(today);
        this.latestYear = today.getYear() + YEARS_AHEAD;
    }

    /**
     * The ranges of one line, in order; impossible ones (the end first, the far future) are none.
     */
    List<DateRange> in(String line) {
        String text = bounded(line);
        if (!DIGIT.matcher(text).find()) {
            return List.of();
        }
        List<DateRange> ranges = new ArrayList<>();
        addAll(ranges, RANGE.matcher(text));
        if (ranges.isEmpty()) {
            addShared(ranges, SHARED_YEAR.matcher(text));
        }
        if (ranges.isEmpty()) {
            addAll(ranges, SHORT.matcher(text));
        }
        if (ranges.isEmpty()) {
            addDashless(ranges, DASHLESS.matcher(text));
        }
        if (ranges.isEmpty()) {
            addShortEnds(ranges, SHORT_END.matcher(text));
        }
        if (ranges.isEmpty()) {
            addSince(ranges, SINCE.matcher(text));
        }
        if (ranges.isEmpty()) {
            addSince(ranges, UNENDED.matcher(text));
        }
        ranges.sort(Comparator.comparingInt(DateRange::from));
        return ranges;
    }

    /** A range whose end stands at the beginning of the next line, as two columns leave it. */
    Optional<DateRange> across(String line, String next) {
        Matcher open = OPEN.matcher(bounded(line));
        Matcher close = CLOSE.matcher(bounded(next));
        if (!open.find() || !close.find()) {
            return Optional.empty();
        }
        List<DateRange> ranges = new ArrayList<>();
        add(ranges, 0, open.end(), open.group(1), close.group(1));
        return ranges.stream().findFirst();
    }

    /** The length of the end of an {@link #across} range in its second line. */
    static int closingLength(String next) {
        Matcher close = CLOSE.matcher(bounded(next));
        return close.find() ? close.end() : 0;
    }

    /** The last single date of a line as the range of its months: 2019 is January to December. */
    Optional<DateRange> lastDate(String line) {
        List<DateRange> all = dates(line);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The single dates of a line as the ranges of their months. */
    List<DateRange> dates(String line) {
        String text = bounded(line);
        List<DateRange> dates = new ArrayList<>();
        Matcher single = SINGLE.matcher(text);
        while (DIGIT.matcher(text).find() && single.find()) {
            YearMonth first = DateWords.first(single.group(), latestYear);
            YearMonth end = DateWords.last(single.group(), latestYear);
            if (first != null && end != null && isPlausible(first)) {
                dates.add(
                        new DateRange(
                                single.start(),
                                single.end(),
                                first,
                                end,
                                DateWords.isYear(single.group())));
            }
        }
        return dates;
    }

    private void addAll(List<DateRange> ranges, Matcher range) {
        while (range.find()) {
            add(ranges, range.start(), range.end(), range.group(1), range.group(2));
        }
    }

    private void addShared(List<DateRange> ranges, Matcher shared) {
        while (shared.find()) {
            YearMonth end = DateWords.last(shared.group(2), latestYear);
            if (end != null && DateWords.isNamed(shared.group(2))) {
                String first = DateWords.withYear(shared.group(1), end.getYear());
                add(ranges, shared.start(), shared.end(), first, shared.group(2));
            }
        }
    }

    /** Two bare years side by side are no range, nor are a year and a title that says "Current". */
    private void addDashless(List<DateRange> ranges, Matcher range) {
        while (range.find()) {
            boolean now = !DIGIT.matcher(range.group(2)).find();
            boolean ends = range.end() == range.regionEnd();
            if (!DateWords.isYear(range.group(1))
                    && (now ? ends : !DateWords.isYear(range.group(2)))) {
                add(ranges, range.start(), range.end(), range.group(1), range.group(2));
            }
        }
    }

    private void addShortEnds(List<DateRange> ranges, Matcher range) {
        while (range.find()) {
            int first = Integer.parseInt(range.group(2));
            int last = Integer.parseInt(range.group(3));
            boolean month = last >= 1 && last <= 12 && last != (first + 1) % 100;
            if (!month) {
                int century = Integer.parseInt(range.group(1)) / 100 + (last < first ? 1 : 0);
                String end = century + range.group(3);
                add(ranges, range.start(), range.end(), range.group(1), end);
            }
        }
    }

    private void addSince(List<DateRange> ranges, Matcher since) {
        while (since.find()) {
            add(ranges, since.start(), since.end(), since.group(1), "now");
        }
    }

    private void add(List<DateRange> ranges, int from, int to, String first, String last) {
        YearMonth start = DateWords.first(first, latestYear);
        if (start == null || start.isAfter(today) || !isPlausible(start)) {
            return;
        }
        if (!DIGIT.matcher(last).find()) {
            ranges.add(new DateRange(from, to, start, null, DateWords.isYear(first)));
            return;
        }
        @Nullable YearMonth end = DateWords.last(last, latestYear);
        if (end != null && isPlausible(end) && !end.isBefore(start)) {
            boolean years = DateWords.isYear(first) && DateWords.isYear(last);
            ranges.add(new DateRange(from, to, start, end, years));
        }
    }

    private boolean isPlausible(YearMonth month) {
        return month.getYear() >= EARLIEST_YEAR && month.getYear() <= latestYear;
    }

    private static String bounded(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }
}
