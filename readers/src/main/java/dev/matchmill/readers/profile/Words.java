package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.ResourceLines;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The word lists of this package: lines of a resource without its comments. */
final class Words {

    private static final Pattern SMALL =
            Pattern.compile("(?<![\\p{L}\\p{N}_.@/-])\\p{Ll}{4,20}(?![\\p{L}\\p{N}_@/])");

    private Words() {}

    /** All words of a list, whatever the lines. */
    static Set<String> of(String resource) {
        return ResourceLines.of(Words.class, resource).stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The words of a text that it writes with a small first letter. */
    static Set<String> small(String text) {
        return SMALL.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The cells of a table, parted by tabs. */
    static List<String[]> table(String resource) {
        return ResourceLines.of(Words.class, resource).stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }
}
