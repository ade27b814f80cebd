package dev.matchmill.readers.profile;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what may be a person's name from headings, titles, companies, places and subjects. */
final class NameShape {

    static final Set<String> GIVEN = Words.of("given-names.txt");
    private static final Set<String> MORE_GIVEN = Words.of("more-given-names.txt");
    private static final Pattern WORD =
            Pattern.compile(
                    "(?:(?:\\p{Lu}\\.){1,4}|\\p{Lu}|(?:[ODdLl]['\u2019]|(?:al|el|ul|ur|as|an|ar|ash|ud|abd|bin|de)-)?(?:M[a]?c)?\\p{Lu}[\\p{L}\\p{M}'\u2019-]{1,20})\\.?");
    private static final Set<String> PARTICLES =
            Set.of(
                    "van", "von", "der", "den", "de", "da", "di", "del", "della", "la", "le", "los",
                    "bin", "ibn", "bint", "abu", "al", "el", "ter", "ten", "dos", "das", "do", "du",
                    "des", "y", "e", "i", "zu", "zur", "vom", "af", "av", "op", "aan", "het", "ud",
                    "ul", "st.");
    private static final Set<String> FAMILY =
            Set.of(
                    "mason",
                    "cook",
                    "baker",
                    "carpenter",
                    "miller",
                    "dean",
                    "porter",
                    "weaver",
                    "judge",
                    "tailor",
                    "butcher",
                    "barber",
                    "gardener",
                    "usher",
                    "steward",
                    "painter",
                    "singer",
                    "captain",
                    "marshal",
                    "ranger",
                    "guard",
                    "seller",
                    "student",
                    "fellow",
                    "head",
                    "guide",
                    "keeper",
                    "chef",
                    "brewer",
                    "fisherman",
                    "boss",
                    "koch",
                    "lehrer",
                    "chamberlain",
                    "maurer",
                    "schlosser",
                    "tischler");
    private static final Set<String> NOT_A_NAME = Words.of("not-names.txt");

    private NameShape() {}

    static boolean fits(String words) {
        String[] parts = words.split(" +", -1);
        if (parts.length < 2 || parts.length > 5 || words.length() > 50 || words.endsWith("..")) {
            return false;
        }
        int full = 0;
        for (String part : parts) {
            String lower = part.toLowerCase(Locale.ROOT);
            if (PARTICLES.contains(lower)) {
                continue;
            }
            if (!WORD.matcher(part).matches() || part.endsWith("-") || isOrdinary(lower)) {
                return false;
            }
            full += part.replace(".", "").length() > 1 ? 1 : 0;
        }
        return full >= 1
                && !PARTICLES.contains(parts[parts.length - 1].toLowerCase(Locale.ROOT))
                && !Gazetteer.isPlace(words)
                && !SectionFinder.isHeading(words)
                && !hasRole(parts);
    }

    /** Whether the words are written as a name is, be they ordinary ones or not: "Jane Page". */
    static boolean isWritten(String words) {
        String[] parts = words.split(" +", -1);
        boolean shaped = parts.length >= 2 && parts.length <= 4;
        for (String part : parts) {
            shaped &= WORD.matcher(part).matches() || PARTICLES.contains(part);
        }
        return shaped && !SectionFinder.isHeading(words) && !Gazetteer.isPlace(words);
    }

    /** Whether a single word may be all of a name, where a label says that it is one. */
    static boolean isWord(String word) {
        return word.length() > 1
                && word.indexOf('.') < 0
                && WORD.matcher(word).matches()
                && !isOrdinary(word.toLowerCase(Locale.ROOT))
                && !JobTitles.hasRole(word);
    }

    /** "Grant Cooper Mason" is a name: behind a given name the word of a trade is a family name. */
    private static boolean hasRole(String[] parts) {
        for (int at = 0; at < parts.length; at++) {
            String word = parts[at].toLowerCase(Locale.ROOT);
            boolean family =
                    at > 0 && FAMILY.contains(word) && isGiven(parts[0].toLowerCase(Locale.ROOT));
            if (JobTitles.hasRole(word) && !family && !GIVEN.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word, in lower case, is a given name somewhere. */
    static boolean isGiven(String word) {
        return GIVEN.contains(word) || MORE_GIVEN.contains(word);
    }

    /** Whether the word is one of headings, titles and subjects rather than of names. */
    static boolean isOrdinary(String word) {
        return NOT_A_NAME.contains(word) && !GIVEN.contains(word);
    }
}
