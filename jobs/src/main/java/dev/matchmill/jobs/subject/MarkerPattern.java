package dev.matchmill.jobs.subject;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markers as one regular expression of PostgreSQL (its "advanced" ones), to be matched against a
 * column in lower case.
 */
final class MarkerPattern {

    /** Matches nothing, not even an empty text. */
    static final String NOTHING = "(?!)";

    // What stands between the digits of a number, as in "+49 (0)30 / 12 34-5".
    private static final String BETWEEN = "[^0-9a-z]{0,3}";

    private MarkerPattern() {}

    /** What names the person for certain. */
    static String certain(SubjectMarkers markers) {
        return joined(
                Stream.concat(
                        markers.certain().stream().map(MarkerPattern::quoted),
                        markers.numbers().stream().map(MarkerPattern::number)));
    }

    /** What may name somebody else. */
    static String possible(SubjectMarkers markers) {
        return texts(markers.possible());
    }

    /** The certain ones in the form of {@code encode(…, 'escape')}, for columns of bytes. */
    static String certainInBytes(SubjectMarkers markers) {
        return joined(
                Stream.concat(
                        markers.certain().stream().map(text -> quoted(escaped(text))),
                        markers.numbers().stream().map(MarkerPattern::number)));
    }

    /** The possible ones in that form. */
    static String possibleInBytes(SubjectMarkers markers) {
        return texts(markers.possible().stream().map(MarkerPattern::escaped).toList());
    }

    private static String texts(Collection<String> texts) {
        return joined(texts.stream().map(MarkerPattern::quoted));
    }

    private static String joined(Stream<String> alternatives) {
        String all = alternatives.collect(Collectors.joining("|"));
        return all.isEmpty() ? NOTHING : all;
    }

    private static String quoted(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(c -> isPlain(c.codePointAt(0)) ? c : "\\" + c)
                .collect(Collectors.joining());
    }

    // A backslash before a letter or digit means something; before all else it takes the meaning.
    private static boolean isPlain(int character) {
        return Character.isLetterOrDigit(character) || character > 127;
    }

    private static String number(String digits) {
        return digits.chars()
                .mapToObj(Character::toString)
                .collect(Collectors.joining(BETWEEN, "", "(?![0-9])"));
    }

    // As PostgreSQL writes bytes: a backslash is doubled, NUL and what is not ASCII is octal.
    private static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (one == '\\') {
                result.append("\\\\");
            } else if (one <= 0) {
                result.append("\\%03o".formatted(one & 0xff));
            } else {
                result.append((char) one);
            }
        }
        return result.toString();
    }
}
