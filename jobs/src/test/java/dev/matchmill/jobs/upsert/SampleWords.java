package dev.matchmill.jobs.upsert;

import java.util.List;
import java.util.Random;

/** Text of invented words, always the same for one seed; common words come more often. */
public final class SampleWords {

    private static final List<String> SYLLABLES =
            List.of(
                    "ba", "cor", "den", "el", "fin", "gra", "ho", "in", "ka", "lo", "mar", "ne",
                    "or", "pla", "qui", "ran", "so", "tem", "ul", "ver", "wen", "xi", "yor", "zu");
    private static final int VOCABULARY = 5000;

    private final Random random;

    public SampleWords(long seed) {
        this.random = new Random(seed);
    }

    public String word() {
        // Squared: the first words of the vocabulary are met far more often than the last.
        double at = random.nextDouble();
        int number = (int) (at * at * VOCABULARY);
        StringBuilder word = new StringBuilder();
        for (int rest = number + SYLLABLES.size(); rest > 0; rest /= SYLLABLES.size()) {
            word.append(SYLLABLES.get(rest % SYLLABLES.size()));
        }
        return word.toString();
    }

    /** A name: two words with capitals. */
    public String name() {
        return capital(word()) + " " + capital(word());
    }

    public String text(int words) {
        StringBuilder text = new StringBuilder(capital(word()));
        for (int i = 1; i < words; i++) {
            text.append(i % 12 == 0 ? ". " : " ").append(word());
        }
        return text.append('.').toString();
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
