package dev.matchmill.readers.title;

import org.jspecify.annotations.Nullable;

/**
 * What a job title comes down to.
 *
 * @param title lower case, without seniority, the most usual of its variants
 * @param occupation the imported occupation that it names, as its publisher writes it; null when
 *     none is imported or several share the name
 * @param code the publisher's id of that occupation, such as {@code 15-1252.00}
 * @param source who publishes it, such as {@code onet}
 */
public record NormalizedTitle(
        String title, @Nullable String occupation, @Nullable String code, @Nullable String source) {

    static NormalizedTitle of(String title) {
        return new NormalizedTitle(title, null, null, null);
    }
}
