package dev.matchmill.readers.skill;

import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the skills of a vocabulary in text: whole words only, the longest name wins, a name that is
 * an ordinary word too needs a list of skills or a proving neighbour, a denied skill is none. Its
 * time is linear in the text, whatever the size of the vocabulary. Thread-safe.
 */
public final class SkillMatcher {

    private final NameTrie names;
    private final String vocabulary;

    public SkillMatcher(SkillVocabulary vocabulary) {
        this.names = vocabulary.trie();
        this.vocabulary = vocabulary.fingerprint();
    }

    /** Fingerprint of the vocabulary: with another one the same text may claim other skills. */
    public String vocabulary() {
        return vocabulary;
    }

    /** Every skill that the text claims, once each, in the order of their first claim. */
    public List<SkillMention> find(String text) {
        List<Token> tokens = Tokens.of(text);
        MentionText around = new MentionText(text, tokens);
        Map<String, SkillMention> found = new LinkedHashMap<>();
        for (Mention claim : new Claims(around).of(mentions(tokens))) {
            String skill = claim.name().skill().canonicalName();
            if (!found.containsKey(skill)) {
                int start = tokens.get(claim.from()).start();
                Span span = new Span(start, tokens.get(claim.to() - 1).end());
                found.put(skill, new SkillMention(skill, span, Evidence.around(text, span)));
            }
        }
        return List.copyOf(found.values());
    }

    private List<Mention> mentions(List<Token> tokens) {
        List<Mention> mentions = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            int from = at;
            List<Mention> here = new ArrayList<>();
            names.walk(tokens, from, (name, to) -> here.add(new Mention(name, from, to)));
            if (here.isEmpty()) {
                at++;
            } else {
                mentions.add(here.getLast());
                at = here.getLast().to();
            }
        }
        return mentions;
    }
}
