package dev.matchmill.readers.skill;

import dev.matchmill.readers.text.Span;

/**
 * A skill and the words that prove it.
 *
 * @param skill canonical name, lower case
 * @param evidence whole words around the mention, at most 120 characters of its line
 */
public record SkillMention(String skill, Span span, String evidence) {}
