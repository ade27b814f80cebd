package dev.matchmill.readers.skill;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Names by their words, so that a text is read once however many names there are. */
final class NameTrie {

    private final Map<String, NameTrie> children = new HashMap<>();
    private @Nullable Name name;

    /** Adds a name; of two skills with one name the first keeps it. */
    void add(Name added) {
        NameTrie node = this;
        for (Token token : Tokens.of(added.spelling())) {
            node = node.children.computeIfAbsent(token.folded(), _ -> new NameTrie());
        }
        if (node.name == null && node != this) {
            node.name = added;
        }
    }

    /** Gives every name that starts at a token, the shortest first, with the token behind it. */
    void walk(List<Token> tokens, int from, BiConsumer<Name, Integer> found) {
        NameTrie node = this;
        for (int at = from; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (at > from && !token.joined()) {
                return;
            }
            NameTrie singular = node.children.get(singular(token.folded()));
            if (singular != null && singular.name != null && !singular.name.isAmbiguous()) {
                found.accept(singular.name, at + 1);
            }
            NameTrie next = node.children.get(token.folded());
            if (next == null) {
                return;
            }
            if (next.name != null) {
                found.accept(next.name, at + 1);
            }
            node = next;
        }
    }

    private static String singular(String word) {
        boolean plural =
                word.length() > 3
                        && word.endsWith("s")
                        && !word.endsWith("ss")
                        && !word.endsWith("us")
                        && !word.endsWith("is");
        return plural ? word.substring(0, word.length() - 1) : "";
    }

    /**
     * One spelling of a skill.
     *
     * @param rule how a mention must be proved, null when the name means nothing else
     */
    record Name(String spelling, Skill skill, @Nullable AmbiguousName rule) {

        boolean isAmbiguous() {
            return rule != null;
        }
    }
}
