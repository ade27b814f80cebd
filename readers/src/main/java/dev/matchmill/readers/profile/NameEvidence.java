package dev.matchmill.readers.profile;

import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.text.Span;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What speaks for a phrase being the candidate's name.
 *
 * @param addresses local parts of e-mail addresses and names in profile links, lower case
 * @param contacts where addresses, numbers and links stand
 * @param skills that the resume claims: their names are no people
 * @param smallWords words that the resume writes with a small first letter: ordinary ones
 * @param fileName path or name of the file
 */
record NameEvidence(
        List<String> addresses,
        List<Span> contacts,
        List<SkillMention> skills,
        Set<String> smallWords,
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
        boolean given = isGiven(name);
        boolean address = isOfAddress(name);
        belief += given ? 0.35 : 0;
        belief += address ? 0.4 : 0;
        belief += isOfFile(name) ? 0.25 : 0;
        boolean beside =
                contacts.stream()
                        .anyMatch(c ->
                                c.end() > 0
                                        && c.start() < span.end() + NEAR
                                        && c.end() > span.start() - NEAR);
        belief += beside && place < 5 ? place < 3 ? 0.25 : 0.4 : 0;
        belief -= skills.stream().anyMatch(skill -> covers(skill.span(), span)) ? 0.4 : 0;
        // Names in scripts without capitals look like any word of theirs.
        boolean script = NameScripts.fits(name) && !given;
        belief -= script ? 0.3 : 0;
        boolean ordinary =
                !labelled
                        && !given
                        && !address
                        && Stream.of(name.split("[ -]", 8)).anyMatch(this::isSmall);
        belief -= ordinary ? 0.3 : 0;
        return Math.clamp(belief, 0, 0.99);
    }

    private boolean isSmall(String word) {
        return word.length() > 3 && smallWords.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean covers(Span skill, Span name) {
        int both = Math.min(skill.end(), name.end()) - Math.max(skill.start(), name.start());
        return both * 2 >= name.end() - name.start();
    }

    /** Whether the first word is a known given name, or one of a script of its own a known name. */
    static boolean isGiven(String name) {
        String[] words = name.toLowerCase(Locale.ROOT).split("[ -]", 6);
        boolean patronymic =
                words.length == 3
                        && Stream.of(words)
                                .anyMatch(w ->
                                        w.matches(
                                                ".{3,}(?:\u043E\u0432\u0438\u0447|\u0435\u0432\u0438\u0447|\u043E\u0432\u043D\u0430|\u0435\u0432\u043D\u0430|\u0456\u0432\u043D\u0430|\u0438\u0447\u043D\u0430)"));
        return NameShape.isGiven(words[0])
                || patronymic
                || (NameScripts.fits(name) && NameScripts.isKnown(name));
    }

    /** Whether an address or the file bears the name. */
    boolean isNamedBy(String name) {
        return isOfAddress(name) || isOfFile(name);
    }

    /** Whether anything but its place speaks for the name. */
    boolean isProved(String name) {
        return isGiven(name) || isNamedBy(name);
    }

    /**
     * Whether an address or the file bears the first and the last word, or first letter and last.
     */
    boolean isFullyNamedBy(String name) {
        return sourcesOf(name) > 0;
    }

    /** Whether an address or the file parts the same two words: "jane.doe". */
    boolean isParted(String name) {
        List<String> parts = parts(plain(name));
        return Stream.concat(
                        addresses.stream().map(NameEvidence::wordsOf), Stream.of(wordsOfFile()))
                .anyMatch(words -> words.containsAll(parts));
    }

    /** How many of addresses and file name bear the first and the last word. */
    int sourcesOf(String name) {
        List<String> parts = parts(plain(name));
        String first = parts.getFirst();
        String last = parts.getLast();
        if (last.length() < 2 || first.isEmpty()) {
            return 0;
        }
        long found =
                addresses.stream()
                        .map(address -> plain(address).replaceAll("[^\\p{L}]", ""))
                        .distinct()
                        .filter(local ->
                                local.equals(first + last)
                                        || local.equals(last + first)
                                        || (last.length() > 2
                                                && first.length() > 2
                                                && local.contains(first)
                                                && local.contains(last))
                                        || (last.length() > 3
                                                && local.equals(first.charAt(0) + last)))
                        .count();
        List<String> file = wordsOfFile();
        boolean ofFile =
                (file.contains(first) && file.contains(last))
                        || file.contains(first + last)
                        || file.contains(last + first);
        return (int) found + (ofFile ? 1 : 0);
    }

    private boolean isOfAddress(String name) {
        return addresses.stream().anyMatch(address -> holds(address, name));
    }

    /** Whether an address holds the family name, or the given name and no other. */
    private static boolean holds(String address, String name) {
        String local = plain(address).replaceAll("[^\\p{L}]", "");
        return Stream.of(plain(name), plain(spelled(name)))
                .map(NameEvidence::parts)
                .anyMatch(parts -> {
                    String last = parts.getLast();
                    String first = parts.getFirst();
                    return (last.length() > 2 && local.contains(last))
                            || (first.length() > 3 && local.contains(first))
                            || local.equals(first + last)
                            || local.equals(last + first);
                });
    }

    /** Whether a word of the file's own name is the family name: "jane_doe_cv.pdf". */
    private boolean isOfFile(String name) {
        String last = parts(plain(name)).getLast();
        return last.length() > 2 && (wordsOfFile().contains(last) || sourcesOfFile(name));
    }

    private boolean sourcesOfFile(String name) {
        List<String> parts = parts(plain(name));
        return wordsOfFile().contains(parts.getFirst() + parts.getLast());
    }

    /** The words of the file's own name, "JaneDoe" as two. */
    List<String> wordsOfFile() {
        String own = fileName.substring(fileName.lastIndexOf('/') + 1);
        int dot = own.lastIndexOf('.');
        return wordsOf(
                (dot > 0 ? own.substring(0, dot) : own).replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " "));
    }

    static List<String> wordsOf(String written) {
        return parts(plain(written));
    }

    private static List<String> parts(String plain) {
        List<String> parts = new ArrayList<>(Arrays.asList(plain.split("[^\\p{L}]+", -1)));
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
