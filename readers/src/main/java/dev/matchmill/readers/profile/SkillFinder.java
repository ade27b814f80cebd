package dev.matchmill.readers.profile;

import java.util.List;

/** Finds skills in text. Thread-safe. */
@FunctionalInterface
public interface SkillFinder {

    /** Every skill that the text claims, once each, in the order of their first claim. */
    List<SkillMention> find(String text);
}
