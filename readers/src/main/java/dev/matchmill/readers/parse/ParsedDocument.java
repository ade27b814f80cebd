package dev.matchmill.readers.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of one document in reading order.
 *
 * @param mediaType detected type without parameters, such as {@code application/pdf}
 * @param text clean text (see {@link TextCleaner}): NFC, lines end in {@code \n}, cells of a table
 *     row are parted by a tab, at most two blank lines in a row, never blank
 * @param pageCount pages where the format has them, else 0
 * @param truncated whether the text was cut at the limit of characters
 * @param linkTargets targets of hyperlinks (http, https, mailto, tel) in order, without repetition
 * @param language ISO 639-1 code, null when not clear
 */
public record ParsedDocument(
        String mediaType,
        String text,
        int pageCount,
        boolean truncated,
        List<String> linkTargets,
        @Nullable String language)
        implements ParseOutcome {

    public ParsedDocument {
        linkTargets = List.copyOf(linkTargets);
    }
}
