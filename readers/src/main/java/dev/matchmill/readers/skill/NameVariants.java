package dev.matchmill.readers.skill;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ways to write one name: {@code front-end} also in one word, {@code PowerPoint} also in two.
 * Hyphen and space are the same to {@link Tokens}.
 */
final class NameVariants {

    private static final Pattern HYPHEN = Pattern.compile("(?<=\\p{L}{2})-(?=\\p{L}{2})");
    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    // "experience in design", "my SQL skills": split there, a name would be found in sentences.
    private static final Set<String> ORDINARY_STARTS =
            Set.of(
                    "in", "on", "at", "to", "my", "one", "is", "no", "we", "do", "out", "up", "go",
                    "team");

    private NameVariants() {}

    /** The folded words of each variant, the spelling itself first. */
    static List<List<String>> of(String spelling) {
        Set<List<String>> variants = new LinkedHashSet<>();
        variants.add(words(spelling));
        if (spelling.indexOf('-') > 0) {
            variants.add(words(HYPHEN.matcher(spelling).replaceAll("")));
        }
        List<String> parts = words(HUMP.matcher(spelling).replaceAll(" "));
        boolean meaningful =
                parts.size() > 1
                        && !ORDINARY_STARTS.contains(parts.getFirst())
                        && parts.stream().allMatch(part -> part.length() > 1);
        if (meaningful) {
            variants.add(parts);
        }
        variants.removeIf(List::isEmpty);
        return new ArrayList<>(variants);
    }

    private static List<String> words(String spelling) {
        return Tokens.of(spelling).stream().map(Token::folded).toList();
    }
}
