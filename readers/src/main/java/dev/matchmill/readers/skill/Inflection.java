package dev.matchmill.readers.skill;

import java.util.Locale;

/** Forms of one word that mean the same in a name. */
final class Inflection {

    private static final int LONGEST_VERSION = 4;

    private Inflection() {}

    /** {@code budgets} to {@code budget}; empty when the word is no plural. */
    static String singular(String word) {
        boolean plural =
                word.length() > 3
                        && word.endsWith("s")
                        && !word.endsWith("ss")
                        && !word.endsWith("us")
                        && !word.endsWith("is");
        if (!plural) {
            return "";
        }
        boolean changed = word.endsWith("ies") && word.length() > 4;
        return changed
                ? word.substring(0, word.length() - 3) + 'y'
                : word.substring(0, word.length() - 1);
    }

    /** {@code angular2} to {@code angular}; empty when there is no version or hardly a name. */
    static String withoutVersion(String word) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        boolean versioned =
                end >= 3 && end < word.length() && word.length() - end <= LONGEST_VERSION;
        boolean letters = versioned && word.substring(0, end).chars().allMatch(Character::isLetter);
        return letters ? word.substring(0, end).toLowerCase(Locale.ROOT) : "";
    }
}
