package dev.matchmill.readers.profile;

import java.util.Locale;

/** How well somebody says to know a language: in words, or by the European framework. */
public enum LanguageLevel {
    NATIVE,
    FLUENT,
    PROFESSIONAL,
    INTERMEDIATE,
    BASIC,
    C2,
    C1,
    B2,
    B1,
    A2,
    A1;

    /** {@code native} or {@code B2}. */
    public String label() {
        return name().length() == 2 ? name() : name().toLowerCase(Locale.ROOT);
    }
}
