package dev.matchmill.readers.parse;

import dev.matchmill.migrations.type.RejectionReason;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a clean text is something that a person wrote. */
final class TextQuality {

    /** Fewer letters and digits than a name and an address have. */
    private static final int FEW_CHARACTERS = 25;

    /** A picture of a page with less text than this on it is a scan with a stamp or a footer. */
    private static final int FEW_PER_PICTURE = 100;

    private static final double MAX_BROKEN_SHARE = 0.15;
    private static final double MIN_WORD_CHARACTER_SHARE = 0.5;
    private static final double MAX_FOREIGN_LATIN_SHARE = 0.5;
    private static final double MIN_VOWEL_SHARE = 0.15;
    private static final double MAX_MEAN_WORD = 25;
    private static final Pattern CID = Pattern.compile("\\(cid:\\d+\\)");

    private TextQuality() {}

    /**
     * Why the text is none.
     *
     * @param fullPagePictures pages (or 1 for formats without pages) that a picture fills
     * @param pictures whether there is any picture
     */
    static Optional<RefusedDocument> check(String text, int fullPagePictures, boolean pictures) {
        Counts counts = Counts.of(text);
        if (fullPagePictures > 0 && counts.wordCharacters < FEW_PER_PICTURE * fullPagePictures) {
            return Optional.of(
                    new RefusedDocument(RejectionReason.NEEDS_OCR, "pictures of pages, no text"));
        }
        if (counts.wordCharacters < FEW_CHARACTERS) {
            if (counts.broken + counts.other > FEW_CHARACTERS) {
                return garbage("signs, no words");
            }
            return Optional.of(
                    pictures
                            ? new RefusedDocument(
                                    RejectionReason.NEEDS_OCR, "a picture, hardly any text")
                            : new RefusedDocument(
                                    RejectionReason.EMPTY,
                                    "fewer than " + FEW_CHARACTERS + " letters or digits"));
        }
        return counts.garbage();
    }

    private static Optional<RefusedDocument> garbage(String detail) {
        return Optional.of(new RefusedDocument(RejectionReason.GARBAGE, detail));
    }

    private static final class Counts {
        private int wordCharacters;
        private int broken;
        private int other;
        private int latin;
        private int foreignLatin;
        private int vowels;
        private int words;

        static Counts of(String text) {
            Counts counts = new Counts();
            Matcher cid = CID.matcher(text);
            while (cid.find()) {
                counts.broken += cid.end() - cid.start();
            }
            boolean inWord = false;
            for (int at = 0; at < text.length(); ) {
                int point = text.codePointAt(at);
                boolean space = Character.isWhitespace(point);
                if (!space) {
                    counts.words += inWord ? 0 : 1;
                    counts.add(point);
                }
                inWord = !space;
                at += Character.charCount(point);
            }
            return counts;
        }

        private void add(int point) {
            if (point == 0xFFFD || Character.getType(point) == Character.PRIVATE_USE) {
                broken++;
            } else if (Character.isLetterOrDigit(point)) {
                wordCharacters++;
                letter(point);
            } else if (Character.getType(point) == Character.NON_SPACING_MARK
                    || Character.getType(point) == Character.COMBINING_SPACING_MARK) {
                wordCharacters++;
            } else {
                other++;
            }
        }

        private void letter(int point) {
            if (Character.isDigit(point)
                    || Character.UnicodeScript.of(point) != Character.UnicodeScript.LATIN) {
                return;
            }
            latin++;
            if (point > 0x7F) {
                foreignLatin++;
            }
            if ("aeiouyAEIOUY".indexOf(point) >= 0 || point > 0x7F) {
                vowels++;
            }
        }

        private Optional<RefusedDocument> garbage() {
            double all = (double) wordCharacters + broken + other;
            if (broken > MAX_BROKEN_SHARE * all) {
                return TextQuality.garbage("characters without a meaning");
            }
            if (wordCharacters < MIN_WORD_CHARACTER_SHARE * all) {
                return TextQuality.garbage("more signs than letters");
            }
            boolean western = latin > wordCharacters / 2;
            if (western && foreignLatin > MAX_FOREIGN_LATIN_SHARE * latin) {
                return TextQuality.garbage("wrongly encoded letters");
            }
            if (western && vowels < MIN_VOWEL_SHARE * latin) {
                return TextQuality.garbage("letters that form no words");
            }
            if (western && wordCharacters > MAX_MEAN_WORD * words) {
                return TextQuality.garbage("no spaces between words");
            }
            return Optional.empty();
        }
    }
}
