package dev.matchmill.readers.parse;

import dev.matchmill.readers.text.ResourceLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The language of a text by its small words ({@code small-words.tsv}) and by letters that few
 * languages have; null when there are few or two languages tie. A word that several languages share
 * counts less for each.
 */
final class LanguageGuess {

    private static final int MAX_CHARACTERS = 20_000;

    /** Points that a text must have; a word of one language only is one point. */
    private static final double LEAST = 2.5;

    /** The best must have this many times the points of the second. */
    private static final double LEAD = 1.25;

    /** Points for a letter that shows a language. */
    private static final double LETTER = 0.3;

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

    private static final Map<Character, List<String>> LETTERS =
            Map.ofEntries(
                    Map.entry('ß', List.of("de")),
                    Map.entry('ł', List.of("pl")),
                    Map.entry('ż', List.of("pl")),
                    Map.entry('ś', List.of("pl")),
                    Map.entry('ą', List.of("pl")),
                    Map.entry('ę', List.of("pl")),
                    Map.entry('ñ', List.of("es")),
                    Map.entry('ã', List.of("pt")),
                    Map.entry('õ', List.of("pt")),
                    Map.entry('œ', List.of("fr")),
                    Map.entry('ê', List.of("fr", "pt")),
                    Map.entry('å', List.of("sv", "da")),
                    Map.entry('ø', List.of("da")),
                    Map.entry('ř', List.of("cs")),
                    Map.entry('ě', List.of("cs")),
                    Map.entry('ğ', List.of("tr")),
                    Map.entry('ı', List.of("tr")),
                    Map.entry('ț', List.of("ro")),
                    Map.entry('ă', List.of("ro")));

    private static final Map<String, List<String>> LANGUAGES = byWord();

    private LanguageGuess() {}

    static @Nullable String of(String text) {
        String head = text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
        String lower = head.toLowerCase(Locale.ROOT);
        Map<String, Double> points = new HashMap<>();
        for (String word : NO_LETTER.split(lower, -1)) {
            add(LANGUAGES.getOrDefault(word, List.of()), 1, points);
        }
        for (int at = 0; at < lower.length(); at++) {
            add(LETTERS.getOrDefault(lower.charAt(at), List.of()), LETTER, points);
        }
        String best = null;
        double most = 0;
        double second = 0;
        for (var entry : points.entrySet()) {
            if (entry.getValue() > most) {
                second = most;
                most = entry.getValue();
                best = entry.getKey();
            } else {
                second = Math.max(second, entry.getValue());
            }
        }
        return most >= LEAST && most >= LEAD * second ? best : null;
    }

    private static void add(List<String> languages, double worth, Map<String, Double> points) {
        for (String language : languages) {
            points.merge(language, worth / languages.size(), Double::sum);
        }
    }

    private static Map<String, List<String>> byWord() {
        Map<String, List<String>> languages = new HashMap<>();
        for (String line : ResourceLines.of(LanguageGuess.class, "small-words.tsv")) {
            String[] columns = line.split("\t", -1);
            for (String word : columns[1].split(" ", -1)) {
                languages.computeIfAbsent(word, _ -> new ArrayList<>()).add(columns[0]);
            }
        }
        return Map.copyOf(languages);
    }
}
