package dev.matchmill.readers.skill;

import dev.matchmill.migrations.type.SkillCategory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How names that nobody here has looked at must be proved. Their publishers list what exists, not
 * what can be told apart in a sentence: O*NET's tools hold "Access", "Teams", "Wave" and "Go".
 */
final class ImportedNames {

    /** "Restaurant Manager" is a program as well. */
    private static final Set<String> ROLES =
            Set.of(
                    "manager",
                    "director",
                    "assistant",
                    "engineer",
                    "technician",
                    "specialist",
                    "coordinator",
                    "supervisor",
                    "developer",
                    "designer",
                    "analyst",
                    "consultant");

    private ImportedNames() {}

    /** The rule of a name; null for several ordinary words, which mean little else together. */
    static @Nullable AmbiguousName rule(String spelling, SkillCategory category) {
        List<Token> words = Tokens.of(spelling);
        String name = spelling.toLowerCase(Locale.ROOT);
        boolean capitals = !spelling.equals(name);
        if (words.size() > 1) {
            // "Live Chat", "Go To Meeting": a proper name in its own capitals, or listed.
            boolean role = ROLES.contains(words.getLast().folded());
            return capitals ? new AmbiguousName(name, true, !role, role, Set.of()) : null;
        }
        if (spelling.length() > 2 && hasInnerSign(spelling)) {
            return new AmbiguousName(name, true, true, false, Set.of());
        }
        boolean tool = category == SkillCategory.TECHNICAL;
        return new AmbiguousName(name, tool || capitals, false, tool, Set.of());
    }

    /** Whether it is hopeless: single letters are names of languages, of lists and of people. */
    static boolean isHopeless(String spelling) {
        return spelling.strip().length() < 2;
    }

    /** Whether a name is written as no word is: {@code MATLAB}, {@code JSDoc}, {@code 4th}. */
    private static boolean hasInnerSign(String spelling) {
        return spelling.chars().skip(1).anyMatch(Character::isUpperCase)
                || spelling.chars().anyMatch(c -> !Character.isLetter(c));
    }
}
