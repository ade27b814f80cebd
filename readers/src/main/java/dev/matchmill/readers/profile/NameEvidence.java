package dev.matchmill.readers.profile;

import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.text.Span;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What speaks for a phrase being the candidate's name.
 *
 * @param contacts where addresses, numbers and links stand
 * @param skills that the resume claims: their names are no people
 * @param fileName path or name of the file
 */
record NameEvidence(
        List<Field<String>> emails,
        List<Span> contacts,
        List<SkillMention> skills,
        String fileName) {

    private static final int NEAR = 600;
    // What decomposing leaves as it is, and how addresses spell it.
    private static final String[][] LETTERS = {
        {"\u00DF", "ss"},
        {"\u0142", "l"},
        {"\u00F8", "o"},
        {"\u0111", "d"},
        {"\u00E6", "ae"},
        {"\u0131", "i"},
        {"\u0153", "oe"},
        {"\u00F0", "d"},
        {"\u00FE", "th"}
    };
    private static final String[][] UMLAUTS = {
        {"\u00E4", "ae"}, {"\u00F6", "oe"}, {"\u00FC", "ue"}, {"\u00E5", "aa"}
    };

    /**
     * Belief in [0, 0.99]; from one half on the name counts.
     *
     * @param place number of the line among those of the header
     */
    double of(String name, Span span, boolean labelled, int place) {
        double belief = labelled ? 0.7 : place < 3 ? 0.25 : 0.1;
        String given = name.split("[ -]", 2)[0].toLowerCase(Locale.ROOT);
        belief += NameShape.GIVEN.contains(given) ? 0.35 : 0;
        belief += isOfAddress(name) ? 0.4 : 0;
        belief += isOfFile(name) ? 0.25 : 0;
        boolean beside =
                contacts.stream()
                        .anyMatch(c ->
                                c.end() > 0
                                        && c.start() < span.end() + NEAR
                                        && c.end() > span.start() - NEAR);
        belief += beside && place < 5 ? place < 3 ? 0.25 : 0.4 : 0;
        belief -= skills.stream().anyMatch(skill -> covers(skill.span(), span)) ? 0.4 : 0;
        return Math.min(0.99, belief);
    }

    private static boolean covers(Span skill, Span name) {
        int both = Math.min(skill.end(), name.end()) - Math.max(skill.start(), name.start());
        return both * 2 >= name.end() - name.start();
    }

    /** Whether an address or the file bears the name. */
    boolean isNamedBy(String name) {
        return isOfAddress(name) || isOfFile(name);
    }

    private boolean isOfAddress(String name) {
        return emails.stream().anyMatch(email -> holds(email.value(), name));
    }

    /** Whether an address holds the family name, or the given name and no other. */
    private static boolean holds(String address, String name) {
        String local = plain(address.split("@", 2)[0]).replaceAll("[^a-z]", "");
        return Stream.of(plain(name), plain(spelled(name)))
                .map(NameEvidence::parts)
                .anyMatch(parts -> {
                    String last = parts.getLast();
                    String first = parts.getFirst();
                    return (last.length() > 2 && local.contains(last))
                            || (first.length() > 3 && local.contains(first));
                });
    }

    /** Whether a word of the file's own name is the family name: "jane_doe_cv.pdf". */
    private boolean isOfFile(String name) {
        String own = plain(fileName.substring(fileName.lastIndexOf('/') + 1));
        List<String> words = List.of(own.split("[^\\p{L}]+", -1));
        String last = parts(plain(name)).getLast();
        return last.length() > 2 && words.contains(last);
    }

    private static List<String> parts(String plain) {
        List<String> parts = new ArrayList<>(List.of(plain.split("[^\\p{L}]+", -1)));
        parts.removeIf(String::isEmpty);
        return parts.isEmpty() ? List.of("") : parts;
    }

    private static String spelled(String name) {
        String spelled = name.toLowerCase(Locale.ROOT);
        for (String[] letter : UMLAUTS) {
            spelled = spelled.replace(letter[0], letter[1]);
        }
        return spelled;
    }

    private static String plain(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        for (String[] letter : LETTERS) {
            lower = lower.replace(letter[0], letter[1]);
        }
        return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
