package dev.matchmill.readers.profile;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chooses between the headline and the title of the latest position. People write at the top what
 * they want to be called; what they add there, were or hope to be is not their title.
 */
final class CurrentTitle {

    private static final Pattern NOT_NOW =
            Pattern.compile(
                    "\\b(?:former|formerly|ex-|previously|aspiring|seeking|looking"
                            + " for|future|retired|graduate|part-qualified|trainee"
                            + " to|ehemalige[rs]?|ancien(?:ne)?|candidate for)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN = Pattern.compile("\\s*[,/|(]\\s*|\\s[-\u2013\u2014]\\s");
    // "Welder and Fabricator" is one title.
    private static final Pattern GOES_ON =
            Pattern.compile("^ (?!(?:and|und|et|y|&|\\+|of|de|in|for) )", Pattern.CASE_INSENSITIVE);

    private CurrentTitle() {}

    static Optional<Field<String>> of(
            Optional<Field<String>> headline, Optional<Field<String>> latest) {
        if (headline.isEmpty() || latest.isEmpty()) {
            return headline.or(() -> latest);
        }
        String wished = headline.get().value();
        boolean position = NOT_NOW.matcher(wished).find() || holds(wished, latest.get().value());
        return position ? latest : headline;
    }

    /** "Sous Chef / Kitchen Manager" and "Backend Developer (Java)" hold the title. */
    private static boolean holds(String headline, String title) {
        if (headline.length() <= title.length()) {
            return false;
        }
        for (String piece : BETWEEN.split(headline, 8)) {
            if (piece.equalsIgnoreCase(title)) {
                return true;
            }
        }
        return headline.regionMatches(true, 0, title, 0, title.length())
                && GOES_ON.matcher(headline.substring(title.length())).find();
    }
}
