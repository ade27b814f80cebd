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
 * @param hiddenCharacters letters and signs that the document holds but nobody sees; they are not
 *     in the text
 */
public record ParsedDocument(
        String mediaType,
        String text,
        int pageCount,
        boolean truncated,
        List<String> linkTargets,
        @Nullable String language,
        int hiddenCharacters)
        implements ParseOutcome {

    public ParsedDocument {
        linkTargets = List.copyOf(linkTargets);
        if (hiddenCharacters < 0) {
            throw new IllegalArgumentException("negative count: " + hiddenCharacters);
        }
    }

    /** A document that hides nothing. */
    public ParsedDocument(
            String mediaType,
            String text,
            int pageCount,
            boolean truncated,
            List<String> linkTargets,
            @Nullable String language) {
        this(mediaType, text, pageCount, truncated, linkTargets, language, 0);
    }

    /** Whether text was found that nobody sees. */
    public boolean hidesText() {
        return hiddenCharacters > 0;
    }
}
