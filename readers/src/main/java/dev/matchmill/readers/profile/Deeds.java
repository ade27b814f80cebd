package dev.matchmill.readers.profile;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells what somebody did, or a sentence, from the name of something. */
final class Deeds {

    private static final Set<String> VERBS = Words.of("deed-words.txt");
    private static final Set<String> JOINING =
            Set.of(
                    "of",
                    "and",
                    "the",
                    "for",
                    "in",
                    "at",
                    "to",
                    "de",
                    "la",
                    "le",
                    "du",
                    "des",
                    "der",
                    "und",
                    "et",
                    "y",
                    "del",
                    "en",
                    "van",
                    "von",
                    "da",
                    "do",
                    "e",
                    "f\u00FCr",
                    "au",
                    "di",
                    "per",
                    "los",
                    "las",
                    "el",
                    "les",
                    "\u00E0",
                    "aux",
                    "dos",
                    "das",
                    "im",
                    "am",
                    "zur",
                    "zum");
    private static final Set<String> ADJECTIVES =
            Set.of(
                    "certified",
                    "licensed",
                    "registered",
                    "advanced",
                    "retired",
                    "limited",
                    "united",
                    "accredited",
                    "chartered",
                    "experienced",
                    "skilled",
                    "distributed",
                    "embedded",
                    "applied",
                    "automated",
                    "integrated",
                    "qualified",
                    "specialized",
                    "self-employed",
                    "web-based",
                    "graduated");
    private static final Pattern AFTER_VERB =
            Pattern.compile("(?:the|a|an|all|with|to|daily|our|their|my|new|customers?)\\b");
    private static final Pattern FIRST_WORD = Pattern.compile("[^\\p{L}\\p{M}-]+");
    // "Sr. Engineer" is no sentence, "systems. The" is two.
    private static final Pattern SENTENCE =
            Pattern.compile("\\p{Ll}{4,}[.!?;] (?!(?:Co|Ltd|Inc|Corp|LLC|GmbH|Pvt|Pty)\\b)\\p{Lu}");
    private static final int MOST_WORDS = 64;

    private Deeds() {}

    /** "Managed a team of five". */
    static boolean isDeed(String words) {
        String lower = words.toLowerCase(Locale.ROOT).strip();
        String[] parts = FIRST_WORD.split(lower, 2);
        return parts.length == 2 && (VERBS.contains(parts[0]) || isPast(parts[0], words.strip()));
    }

    /** "Opened the store", not "Licensed Practical Nurse" or "Advanced sales". */
    private static boolean isPast(String first, String words) {
        String rest = words.substring(Math.min(words.length(), first.length())).strip();
        boolean goesOn = !rest.isEmpty() && Character.isLowerCase(rest.charAt(0));
        if (first.endsWith("ed")) {
            return goesOn && first.length() > 4 && !ADJECTIVES.contains(first);
        }
        return first.endsWith("ing") && goesOn && AFTER_VERB.matcher(rest).lookingAt();
    }

    /** Words in lower case that don't just join others. */
    static long lowerCaseWords(String text) {
        return Stream.of(text.split("\\s+", MOST_WORDS))
                .filter(word -> !word.isEmpty() && Character.isLowerCase(word.charAt(0)))
                .filter(word -> !JOINING.contains(word))
                .count();
    }

    /** Whether one sentence ends and another begins. */
    static boolean hasSentence(String text) {
        return SENTENCE.matcher(text).find();
    }
}
