package dev.matchmill.readers.measure;

import java.time.YearMonth;
import java.time.format.TextStyle;
import org.jspecify.annotations.Nullable;

/** The ways in which people write a range of months. */
enum DateStyle {
    SHORT_MONTH(" – ", "Present"),
    LONG_MONTH(" - ", "present"),
    NUMBERS(" - ", "Current"),
    POINTS(" – ", "today"),
    TO_WORD(" to ", "Present"),
    ISO(" – ", "now"),
    APOSTROPHE(" - ", "Present"),
    YEARS("–", "Present"),
    YEARS_HYPHEN(" - ", "Present");

    private final String to;
    private final String now;

    DateStyle(String to, String now) {
        this.to = to;
        this.now = now;
    }

    String range(YearMonth start, @Nullable YearMonth end, Tongue tongue) {
        return month(start, tongue)
                + (tongue == Tongue.ENGLISH || !to.equals(" to ") ? to : " - ")
                + (end == null ? tongue.now(now) : month(end, tongue));
    }

    private String month(YearMonth month, Tongue tongue) {
        int y = month.getYear();
        int m = month.getMonthValue();
        return switch (this) {
            case SHORT_MONTH, TO_WORD -> name(month, TextStyle.SHORT, tongue) + " " + y;
            case LONG_MONTH -> name(month, TextStyle.FULL, tongue) + " " + y;
            case NUMBERS -> "%02d/%d".formatted(m, y);
            case POINTS -> "%02d.%d".formatted(m, y);
            case ISO -> "%d-%02d".formatted(y, m);
            case APOSTROPHE -> "%s '%02d".formatted(name(month, TextStyle.SHORT, tongue), y % 100);
            case YEARS, YEARS_HYPHEN -> String.valueOf(y);
        };
    }

    private static String name(YearMonth month, TextStyle style, Tongue tongue) {
        return month.getMonth().getDisplayName(style, tongue.locale());
    }
}
