package dev.matchmill.readers.profile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads "Jan 2018 - Present", "01/2018 to 03/2020", "2015\u20132019", "seit Mai 2019". */
final class DateRangeReader {

    private static final Map<String, Integer> MONTHS = months();
    private static final String MONTH =
            "(?:"
                    + String.join(
                            "|", MONTHS.keySet().stream().sorted(DateRangeReader::longer).toList())
                    + ")";
    private static final String DATE =
            "(?:"
                    + MONTH
                    + "\\.?,?\\s{0,3}(?:(?:of|de|del)\\s)?(?:'|\u2019)?(?:(?:19|20)\\d\\d|(?<=['\u2019])\\d\\d)"
                    + "|(?:\\d{1,2}[./])?\\d{1,2}\\s?[./-]\\s?(?:19|20)\\d\\d"
                    + "|(?:19|20)\\d\\d[/.-](?:0[1-9]|1[0-2])(?!\\d)|(?:19|20)\\d\\d)";
    private static final String NOW =
            "(?:present|current(?:ly)?|now|today|to date|till"
                    + " date|date|ongoing|heute|aktuell|jetzt|pr\u00E9sent|aujourd['\u2019]hui|ce"
                    + " jour|actuel|actualidad|actual|presente|la fecha)";
    private static final String TO =
            "\\s{0,4}(?:-{1,2}|\u2013|\u2014|\u2212|\u2010|\u2192|\uFF0D|\u00EF\u00BC.?|\\bto\\b|\\bthru\\b|\\bthrough\\b|\\buntil\\b|\\btill\\b|\\bbis\\b|\\b\u00E0\\b|(?<=\\s)\u00E0|\\bau\\b|\\bhasta\\b|\\ba\\b)\\s{0,4}";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern RANGE =
            Pattern.compile(
                    "(?<![\\d/.$\u20AC])("
                            + DATE
                            + ")"
                            + TO
                            + "("
                            + DATE
                            + "|"
                            + NOW
                            + "\\b)(?![\\d%])",
                    FLAGS);
    private static final Pattern SINCE =
            Pattern.compile(
                    "\\b(?:since|seit|depuis|desde|ab)\\s(?:le\\s|el\\s)?(" + DATE + ")(?!\\d)",
                    FLAGS);
    private static final Pattern OPEN =
            Pattern.compile("^(" + DATE + ")\\s{0,3}(?:-|\u2013|\u2014)(?=\\s|$)", FLAGS);
    private static final Pattern CLOSE = Pattern.compile("^(" + DATE + "|" + NOW + ")\\b", FLAGS);
    private static final Pattern SINGLE =
            Pattern.compile("(?<![\\d/.$\u20AC,])" + DATE + "(?![\\d%])", FLAGS);
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");

    private final YearMonth today;

    DateRangeReader(LocalDate today) {
        this.today = YearMonth.from(today);
    }

    /**
     * The ranges of one line, in order; impossible ones (the end first, the far future) are none.
     */
    List<DateRange> in(String line) {
        List<DateRange> ranges = new ArrayList<>();
        Matcher range = RANGE.matcher(bounded(line));
        while (range.find()) {
            add(ranges, range.start(), range.end(), range.group(1), range.group(2));
        }
        if (ranges.isEmpty()) {
            Matcher since = SINCE.matcher(bounded(line));
            while (since.find()) {
                add(ranges, since.start(), since.end(), since.group(1), "now");
            }
        }
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
        Matcher single = SINGLE.matcher(bounded(line));
        Optional<DateRange> last = Optional.empty();
        while (single.find()) {
            YearMonth first = month(single.group(), 1);
            YearMonth end = month(single.group(), 12);
            if (first != null && end != null && isPlausible(first)) {
                last =
                        Optional.of(
                                new DateRange(
                                        single.start(),
                                        single.end(),
                                        first,
                                        end,
                                        isYear(single.group())));
            }
        }
        return last;
    }

    private void add(List<DateRange> ranges, int from, int to, String first, String last) {
        YearMonth start = month(first, 1);
        if (start == null || start.isAfter(today)) {
            return;
        }
        if (!YEAR.matcher(last).find() && last.matches("(?i)[^\\d]{0,20}")) {
            ranges.add(new DateRange(from, to, start, null, isYear(first)));
            return;
        }
        YearMonth end = month(last, 12);
        if (end != null && isPlausible(start) && isPlausible(end) && !end.isBefore(start)) {
            ranges.add(new DateRange(from, to, start, end, isYear(first) && isYear(last)));
        }
    }

    private static boolean isYear(String date) {
        return YEAR.matcher(date.strip()).matches();
    }

    private boolean isPlausible(YearMonth month) {
        return month.getYear() >= 1950 && month.getYear() <= today.getYear() + 8;
    }

    private @Nullable YearMonth month(String date, int monthOfBareYear) {
        String lower = date.toLowerCase(Locale.ROOT);
        Matcher year = YEAR.matcher(lower);
        if (!year.find()) {
            return shortYear(lower);
        }
        int y = Integer.parseInt(year.group());
        String rest = lower.substring(0, year.start()) + " " + lower.substring(year.end());
        int m = monthOfBareYear;
        String name = rest.replaceAll("[^\\p{L}]", " ").strip().split(" ", 2)[0];
        if (MONTHS.containsKey(name)) {
            m = MONTHS.get(name);
        } else {
            Matcher number = NUMBER.matcher(rest);
            while (number.find()) {
                m = Integer.parseInt(number.group());
            }
        }
        try {
            return YearMonth.of(y, m);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private @Nullable YearMonth shortYear(String date) {
        Matcher number = NUMBER.matcher(date);
        String name = date.replaceAll("[^\\p{L}]", " ").strip();
        if (!number.find() || !MONTHS.containsKey(name)) {
            return null;
        }
        int year = 2000 + Integer.parseInt(number.group());
        return YearMonth.of(year > today.getYear() + 8 ? year - 100 : year, MONTHS.get(name));
    }

    private static String bounded(String line) {
        return line.length() > 2000 ? line.substring(0, 2000) : line;
    }

    private static int longer(String one, String other) {
        int byLength = Integer.compare(other.length(), one.length());
        return byLength == 0 ? one.compareTo(other) : byLength;
    }

    private static Map<String, Integer> months() {
        String[] names = {
            "january jan januar janvier janv enero ene j\u00E4nner",
            "february feb febr februar f\u00E9vrier f\u00E9vr febrero",
            "march mar m\u00E4rz mrz mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet juil julio",
            "august aug ao\u00FBt agosto ago",
            "september sept sep septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez d\u00E9cembre d\u00E9c diciembre dic",
        };
        Map<String, Integer> months = new HashMap<>();
        for (int month = 1; month <= 12; month++) {
            for (String name : names[month - 1].split(" ", -1)) {
                months.put(name, month);
            }
        }
        return Map.copyOf(months);
    }
}
