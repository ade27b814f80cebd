package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the level of a language out of the words beside it. */
final class LanguageLevels {

    private static final Map<String, LanguageLevel> LEVELS = levels();
    private static final Pattern WORDS = words();
    private static final Pattern FRAMEWORK =
            Pattern.compile("(?<![\\p{L}\\d])([ABC][12])(?![\\p{L}\\d])");

    private LanguageLevels() {}

    /** The first level that the words say. */
    static Optional<LanguageLevel> in(String text) {
        Matcher framework = FRAMEWORK.matcher(text);
        if (framework.find()) {
            return Optional.of(LanguageLevel.valueOf(framework.group(1)));
        }
        Matcher words = WORDS.matcher(text);
        return words.find()
                ? Optional.ofNullable(LEVELS.get(words.group().toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static Map<String, LanguageLevel> levels() {
        Map<String, LanguageLevel> levels = new HashMap<>();
        for (String[] row : Words.table("language-levels.tsv")) {
            for (String words : row[1].split("\\|", -1)) {
                levels.putIfAbsent(words, LanguageLevel.valueOf(row[0]));
            }
        }
        return Map.copyOf(levels);
    }

    private static Pattern words() {
        List<String> all = new ArrayList<>(LEVELS.keySet());
        all.sort(Comparator.comparingInt(String::length).reversed());
        return Pattern.compile(
                "(?<!\\p{L})(?:"
                        + String.join("|", all.stream().map(Pattern::quote).toList())
                        + ")(?!\\p{L})",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
