package dev.matchmill.readers.profile;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One date as people write it: "March 2015", "15 March 2015", "03/15/2015", "2015-03", "Mar '15",
 * "Summer 2015", "Q3 2015", "2015".
 */
final class DateWords {

    private static final String YEAR = "(?:19|20)\\d\\d";
    private static final String MONTH = CalendarWords.pattern("month");
    private static final String SEASON = CalendarWords.pattern("season");
    private static final String QUARTER = CalendarWords.pattern("quarter");
    private static final String DAY = "\\d{1,2}(?:st|nd|rd|th|er|\\.|\u00BA)?";

    /** Month names, numbers or years; without regard to case. */
    static final String PATTERN =
            "(?:(?:"
                    + DAY
                    + "\\s{1,2}(?:of\\s|de\\s)?)?"
                    + MONTH
                    + "\\.?,?\\s{0,3}(?:"
                    + DAY
                    + ",?\\s{1,2})?(?:(?:of|de|del)\\s)?['\u2019\u2018/-]?\\s?"
                    + YEAR
                    + "|"
                    + MONTH
                    + "\\.?\\s?(?:['\u2019\u2018]|[-/](?=\\d\\d(?:\\D|$)))\\d\\d"
                    + "|"
                    + SEASON
                    + "\\s{0,2}(?:of\\s|de\\s)?,?['\u2019]?"
                    + YEAR
                    + "|"
                    + QUARTER
                    + "[\\s/'-]{0,2}"
                    + YEAR
                    + "|"
                    + YEAR
                    + "[\\s/-]{0,2}"
                    + QUARTER
                    + "|\\d{1,2}[./-]\\d{1,2}[./-]"
                    + YEAR
                    + "|"
                    + YEAR
                    + "[./-](?:0?[1-9]|1[0-2])[./-]\\d{1,2}"
                    + "|\\d{1,2}\\s?[./-]\\s?"
                    + YEAR
                    + "|"
                    + YEAR
                    + "(?:[.-]|\\s?/\\s?)(?:0[1-9]|1[0-2])(?!\\d)"
                    + "|"
                    + YEAR
                    + "\\s"
                    + MONTH
                    + "\\b|"
                    + YEAR
                    + ")";

    /** A month in numbers with a year in two digits; a date in a range only. */
    static final String SHORT = "(?:0?[1-9]|1[0-2])[/.]\\d\\d(?![\\d/.])";

    /** A month without its year, as in "Jan - Mar 2015". */
    static final String BARE_MONTH = MONTH + "\\.?(?:\\s" + DAY + ")?";

    private static final Pattern FULL_YEAR = Pattern.compile(YEAR);
    private static final Pattern ONLY_YEAR = Pattern.compile("\\s*" + YEAR + "\\s*");
    private static final Pattern TWO_DIGITS = Pattern.compile("(\\d\\d)\\s*$");
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?<![\\p{L}\\d])(?:" + MONTH + "|" + SEASON + "|" + QUARTER + ")(?!\\p{L})",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,2})\\s?([./-])\\s?(\\d{1,2})|(\\d{1,2})");

    private DateWords() {}

    /** Whether only a year is said. */
    static boolean isYear(String date) {
        return ONLY_YEAR.matcher(date).matches();
    }

    /** Whether a month, a season or a quarter is named. */
    static boolean isNamed(String date) {
        return NAMED.matcher(date).find();
    }

    /** The first month that the date covers; null when there is no such month. */
    static @Nullable YearMonth first(String date, int latestYear) {
        return month(date, latestYear, true);
    }

    /** The last month that the date covers; null when there is no such month. */
    static @Nullable YearMonth last(String date, int latestYear) {
        return month(date, latestYear, false);
    }

    /** The month without its day, with the year that it shares with another date. */
    static String withYear(String month, int year) {
        Matcher named = NAMED.matcher(month);
        return (named.find() ? named.group() : month) + " " + year;
    }

    private static @Nullable YearMonth month(String date, int latestYear, boolean first) {
        String lower = date.toLowerCase(Locale.ROOT).strip();
        Matcher full = FULL_YEAR.matcher(lower);
        int year;
        String rest;
        if (full.find()) {
            year = Integer.parseInt(full.group());
            rest = lower.substring(0, full.start()) + " " + lower.substring(full.end());
        } else {
            Matcher two = TWO_DIGITS.matcher(lower);
            if (!two.find()) {
                return null;
            }
            int shortYear = 2000 + Integer.parseInt(two.group(1));
            year = shortYear > latestYear ? shortYear - 100 : shortYear;
            rest = lower.substring(0, two.start());
        }
        int month = monthOf(rest, first);
        try {
            return YearMonth.of(year, month);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static int monthOf(String rest, boolean first) {
        Matcher named = NAMED.matcher(rest);
        if (named.find()) {
            CalendarWords.Months months = CalendarWords.months(named.group());
            if (months != null) {
                return first ? months.first() : months.last();
            }
        }
        Matcher numbers = NUMBERS.matcher(rest);
        if (!numbers.find()) {
            return first ? 1 : 12;
        }
        if (numbers.group(4) != null) {
            return Integer.parseInt(numbers.group(4));
        }
        int one = Integer.parseInt(numbers.group(1));
        int other = Integer.parseInt(numbers.group(3));
        boolean monthFirst = numbers.group(2).equals("/") ? one <= 12 : other > 12;
        return monthFirst ? one : other;
    }
}
