package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The language of a text by its small words; null when there are few or two languages tie. */
final class LanguageGuess {

    private static final int MAX_CHARACTERS = 20_000;
    private static final int MIN_HITS = 5;

    /** The best must have this many times the hits of the second. */
    private static final double LEAD = 1.3;

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

    private static final Map<String, List<String>> SMALL_WORDS =
            Map.of(
                    "en",
                    words("the and of to in for with on at as by from is was that this or an my"),
                    "de",
                    words(
                            "der die und das von mit für bei im zur zum den als auf ein eine des"
                                    + " ist"),
                    "fr",
                    words("le la les et des du en pour dans avec sur une un au aux par est ou"),
                    "es",
                    words("el la los las de del en para con por una un al como que es su"),
                    "it",
                    words("il la di del della dei con per una un nel nella al alla da che è gli"),
                    "pt",
                    words(
                            "os as de do da dos das em para com uma um no na ao que por não são"
                                    + " pelo pela mais"),
                    "nl",
                    words("de het een en van in voor met op bij als te aan zijn naar is door ik"));

    private static final Map<String, List<String>> LANGUAGES = byWord();

    private LanguageGuess() {}

    static @Nullable String of(String text) {
        String head = text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
        Map<String, Integer> hits = new HashMap<>();
        for (String word : NO_LETTER.split(head.toLowerCase(Locale.ROOT), -1)) {
            for (String language : LANGUAGES.getOrDefault(word, List.of())) {
                hits.merge(language, 1, Integer::sum);
            }
        }
        String best = null;
        int most = 0;
        int second = 0;
        for (var entry : hits.entrySet()) {
            if (entry.getValue() > most) {
                second = most;
                most = entry.getValue();
                best = entry.getKey();
            } else {
                second = Math.max(second, entry.getValue());
            }
        }
        return most >= MIN_HITS && most >= LEAD * second ? best : null;
    }

    private static List<String> words(String blankSeparated) {
        return List.of(blankSeparated.split(" ", -1));
    }

    private static Map<String, List<String>> byWord() {
        Map<String, List<String>> languages = new HashMap<>();
        SMALL_WORDS.forEach((language, words) -> {
            for (String word : words) {
                languages.computeIfAbsent(word, _ -> new ArrayList<>()).add(language);
            }
        });
        return Map.copyOf(languages);
    }
}
