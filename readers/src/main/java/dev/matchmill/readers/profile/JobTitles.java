package dev.matchmill.readers.profile;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Knows what a job title looks like: a short phrase with the word of a role. */
final class JobTitles {

    private static final Set<String> ROLES = Words.of("title-words.txt");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{M}-]+");
    private static final Pattern GENDER_MARK =
            Pattern.compile(
                    "[*:/(]-?\\(?(?:in|innen|r|e|euse|trice|a)\\b\\)?", Pattern.CASE_INSENSITIVE);
    // A line that goes on below: "Facilitator of the team in".
    private static final Pattern ENDS_OPEN =
            Pattern.compile("\\s(?:in|of|for|the|and|to|at|with|by|on|from|a|an|or)$");
    // German compounds, such as "Vertriebsleiterin" or "Bilanzbuchhalter".
    private static final Pattern COMPOUND =
            Pattern.compile(
                    "(?:leiter|entwickler|berater|ingenieur|mechaniker|pfleger|verk\u00E4ufer|lehrer|buchhalter|techniker|arbeiter|helfer|f\u00FChrer|referent|assistent|trainer|manager|beamter|beauftragte|betreuer|planer|fahrer|gestalter|redakteur|administrator|praktikant|spezialist|architekt|therapeut|p\u00E4dagoge|sekret\u00E4r)(?:in)?$|(?:kaufmann|kauffrau|fachkraft|fachfrau|fachmann|mitarbeiter|mitarbeiterin|meister|meisterin|schwester)$");
    private static final int LONGEST_TITLE = 12;
    // "pastry decorator and cook" is all lower case; more is a sentence.
    private static final int MOST_LOWER_CASE_WORDS = 3;

    private JobTitles() {}

    /** Whether the words can be a title: few, not a sentence, with the word of a role. */
    static boolean isTitle(String words) {
        return words.length() <= 120
                && !words.endsWith(".")
                && !ENDS_OPEN.matcher(words).find()
                && words.split("\\s+", 64).length <= LONGEST_TITLE
                && hasRole(words)
                && !Deeds.isDeed(words)
                && !Deeds.hasSentence(words)
                && Deeds.lowerCaseWords(words) <= MOST_LOWER_CASE_WORDS;
    }

    static boolean hasRole(String words) {
        String plain = GENDER_MARK.matcher(words.toLowerCase(Locale.ROOT)).replaceAll("");
        for (String word : NOT_LETTERS.split(plain, -1)) {
            if (isRole(word)) {
                return true;
            }
            for (String part : word.split("-", -1)) {
                if (isRole(part)) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean isRole(String word) {
        if (ROLES.contains(word)) {
            return true;
        }
        // "Managers" and compounds such as "Vertriebsleiterin" or "Softwareentwickler".
        if (word.endsWith("s") && ROLES.contains(word.substring(0, word.length() - 1))) {
            return true;
        }
        return word.length() > 9 && COMPOUND.matcher(word).find();
    }
}
