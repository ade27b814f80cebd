package dev.matchmill.readers.skill;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Names by their words, so that a text is read once however many names there are. */
final class NameTrie {

    // Most nodes are the end of a name: they have no children, and a map each would be most of it.
    private Map<String, NameTrie> children = Map.of();
    private @Nullable Name name;

    /** Adds a name under its spelling and its variants; of two skills the first keeps a name. */
    void add(Name added) {
        for (List<String> words : NameVariants.of(added.spelling())) {
            NameTrie node = this;
            for (String word : words) {
                node = node.child(word);
            }
            if (node.name == null && node != this) {
                node.name = added;
            }
        }
    }

    private NameTrie child(String word) {
        if (children.isEmpty()) {
            children = new HashMap<>(2);
        }
        return children.computeIfAbsent(word, _ -> new NameTrie());
    }

    /** Gives every name that starts at a token, the shortest first, with the token behind it. */
    void walk(List<Token> tokens, int from, BiConsumer<Name, Integer> found) {
        NameTrie node = this;
        for (int at = from; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (at > from && !token.joined()) {
                return;
            }
            node.inflected(token.folded(), at > from, found, at + 1);
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

    /** Names whose last word stands in another number, or with the number of a version. */
    private void inflected(
            String word, boolean behindOthers, BiConsumer<Name, Integer> found, int to) {
        NameTrie singular = children.get(Inflection.singular(word));
        if (singular != null && singular.name != null && !singular.name.isProper()) {
            found.accept(singular.name, to);
        }
        NameTrie plural = behindOthers ? children.get(word + 's') : null;
        if (plural != null && plural.name != null && !plural.name.isProper()) {
            found.accept(plural.name, to);
        }
        NameTrie plain = children.get(Inflection.withoutVersion(word));
        if (plain != null && plain.name != null) {
            found.accept(plain.name, to);
        }
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

        /** Whether it is written like a proper name, which has one number only. */
        boolean isProper() {
            return rule != null && rule.proper();
        }
    }
}
