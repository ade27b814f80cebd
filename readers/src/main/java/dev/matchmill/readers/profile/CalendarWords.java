package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that dates are made of, in the languages of {@code date-words.tsv}. */
final class CalendarWords {

    private static final List<String[]> ROWS = Words.table("date-words.tsv");
    private static final Map<String, Months> MONTHS = months();

    private CalendarWords() {}

    /** What one word covers: a month, a season, a quarter; null when it names none. */
    static @Nullable Months months(String word) {
        return MONTHS.get(word.toLowerCase(Locale.ROOT));
    }

    /** All words of a kind as the alternatives of a pattern, the longest first. */
    static String pattern(String kind) {
        List<String> words = new ArrayList<>();
        for (String[] row : ROWS) {
            if (row[0].equals(kind)) {
                words.addAll(List.of(row[2].split("\\|", -1)));
            }
        }
        words.sort(Comparator.comparingInt(String::length).reversed().thenComparing(word -> word));
        return "(?:" + String.join("|", words) + ")";
    }

    private static Map<String, Months> months() {
        Map<String, Months> months = new HashMap<>();
        for (String[] row : ROWS) {
            String[] range = row[1].split("-", 2);
            if (range.length == 2) {
                Months covered = new Months(Integer.parseInt(range[0]), Integer.parseInt(range[1]));
                for (String word : row[2].split("\\|", -1)) {
                    months.put(word.replace("\\", ""), covered);
                }
            }
        }
        return Map.copyOf(months);
    }

    /** Months of a year, both included. */
    record Months(int first, int last) {}
}
