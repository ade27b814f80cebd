package dev.matchmill.readers.parse;

import java.util.List;

/**
 * What a format's reader found, before cleaning.
 *
 * @param cut whether reading stopped at the limit of characters
 * @param fullPagePictures number of pages that a picture fills
 * @param hiddenCharacters letters and signs that nobody sees and that were left out
 */
record RawText(
        String text,
        int pageCount,
        boolean cut,
        List<String> linkTargets,
        int fullPagePictures,
        boolean pictures,
        int hiddenCharacters) {

    /** The same document with another text and more hidden characters. */
    RawText withText(String other, int moreHidden) {
        return new RawText(
                other,
                pageCount,
                cut,
                linkTargets,
                fullPagePictures,
                pictures,
                hiddenCharacters + moreHidden);
    }
}
