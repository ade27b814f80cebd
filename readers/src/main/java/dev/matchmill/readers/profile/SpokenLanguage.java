package dev.matchmill.readers.profile;

import org.jspecify.annotations.Nullable;

/**
 * A language that a resume claims.
 *
 * @param name in English
 * @param level as claimed, absent when nothing is said
 */
public record SpokenLanguage(String name, @Nullable LanguageLevel level) {}
