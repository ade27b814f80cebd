package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.Span;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts years of experience: months that at least one position covers, or what the text states.
 */
final class ExperienceCounter {

    private static final int LONGEST_CAREER = 60;

    /** Lines of a summary at the top; further down, years are those of one skill or position. */
    private static final int TOP = 30;

    /**
     * A position that lasts is counted up to today, however old the resume; below, only a part of
     * the career is meant.
     */
    private static final double LEAST_SHARE = 0.4;

    private static final int HALF_YEAR = 6;
    private static final Map<String, Integer> NUMBERS =
            Map.of(
                    "two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "seven", 7, "eight", 8,
                    "nine", 9, "ten", 10, "twenty", 20);
    private static final Pattern STATED =
            Pattern.compile(
                    "\\b(\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twenty)\\s?\\+?\\s?(?:plus"
                        + " )?(?:years?|yrs?|jahren?|ans|ann\u00E9es|a\u00F1os)['\u2019]?\\s(?:[\\p{L}-]{1,20}\\s){0,5}?"
                        + "(?:experience|erfahrung|berufserfahrung|exp\u00E9rience|experiencia)",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private ExperienceCounter() {}

    /**
     * What a sentence at the top states, unless dated positions cover far more; else what they
     * cover. Null when neither tells.
     */
    static @Nullable Experience of(List<WorkEntry> work, List<Line> lines, LocalDate today) {
        Experience dated = dated(work, today);
        Experience stated =
                stated(dated == null ? lines : lines.subList(0, Math.min(TOP, lines.size())));
        boolean partOnly =
                dated != null && stated != null && stated.years() < LEAST_SHARE * dated.years();
        return stated == null || partOnly ? dated : stated;
    }

    private static @Nullable Experience dated(List<WorkEntry> work, LocalDate today) {
        SortedSet<YearMonth> months = new TreeSet<>();
        YearMonth now = YearMonth.from(today);
        for (WorkEntry entry : work) {
            YearMonth start = entry.start();
            if (start != null) {
                YearMonth end = Optional.ofNullable(entry.end()).orElse(now);
                if (entry.wholeYears()) {
                    // 2015-2019 may be three years or five: counting from July to June says four.
                    start = start.plusMonths(HALF_YEAR);
                    YearMonth middle = end.minusMonths(HALF_YEAR);
                    YearMonth least = start.plusMonths(HALF_YEAR - 1);
                    end = entry.current() || isFollowed(work, end) ? end : latest(least, middle);
                }
                if (entry.wholeYears() && isFollowed(work, end)) {
                    end = end.plusMonths(HALF_YEAR);
                }
                // Last and first month count; an end in the future hasn't happened.
                for (YearMonth m = start; !m.isAfter(end) && !m.isAfter(now); m = m.plusMonths(1)) {
                    months.add(m);
                }
            }
        }
        if (months.isEmpty()) {
            return null;
        }
        List<WorkEntry> dated = work.stream().filter(entry -> entry.start() != null).toList();
        double sure = dated.stream().mapToDouble(WorkEntry::confidence).average().orElse(0);
        List<Span> spans = dated.stream().map(WorkEntry::span).toList();
        return new Experience(rounded(months.size() / 12.0), false, spans, Math.min(0.95, sure));
    }

    /** "2015-2017" and "2018-2020" follow each other. */
    private static boolean isFollowed(List<WorkEntry> work, YearMonth end) {
        return work.stream().anyMatch(e -> e.wholeYears() && end.plusMonths(1).equals(e.start()));
    }

    private static YearMonth latest(YearMonth one, YearMonth other) {
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable Experience stated(List<Line> lines) {
        int most = 0;
        Span where = null;
        for (Line line : lines) {
            Matcher stated = STATED.matcher(line.text());
            while (stated.find()) {
                String number = stated.group(1).toLowerCase(Locale.ROOT);
                int years =
                        NUMBERS.containsKey(number)
                                ? NUMBERS.get(number)
                                : Integer.parseInt(number);
                if (years <= LONGEST_CAREER && years > most) {
                    most = years;
                    where = line.span(stated.start(), stated.end());
                }
            }
        }
        return where == null ? null : new Experience(most, true, List.of(where), 0.7);
    }

    private static double rounded(double years) {
        return Math.round(years * 10) / 10.0;
    }
}
