package dev.matchmill.readers.profile;

import java.util.Set;
import java.util.regex.Pattern;

/** Names in scripts without capitals: what tells them from other words is a known name in them. */
final class NameScripts {

    private static final Set<String> KNOWN = Words.of("script-names.txt");
    private static final Pattern HAN =
            Pattern.compile("\\p{IsHan}{2,4}|\\p{IsHan}{1,3} \\p{IsHan}{1,3}");
    private static final Pattern KANA =
            Pattern.compile(
                    "[\\p{IsHan}\\p{IsKatakana}\\p{IsHiragana}\u30FC]{1,5}["
                            + " \u3000][\\p{IsHan}\\p{IsKatakana}\\p{IsHiragana}\u30FC]{1,5}");
    private static final Pattern HAN_AND_KANA =
            Pattern.compile("\\p{IsHan}{1,3}[\\p{IsHiragana}\\p{IsKatakana}\u30FC]{2,5}");
    private static final Pattern HANGUL =
            Pattern.compile("\\p{IsHangul}{2,4}|\\p{IsHangul}{1,2} \\p{IsHangul}{1,3}");
    private static final Pattern WORDS =
            Pattern.compile(
                    "(?:[\\p{IsArabic}\\p{IsHebrew}\\p{IsDevanagari}\\p{IsBengali}\\p{IsTamil}\\p{IsTelugu}\\p{IsThai}\\p{IsGeorgian}\\p{M}'\u2019-]{2,20}(?:"
                        + " |$)){2,5}");
    private static final Set<String> NO_NAMES = Words.of("script-not-names.txt");

    private NameScripts() {}

    /** Whether the words may be a name in a script of their own. */
    static boolean fits(String words) {
        boolean shaped =
                HAN.matcher(words).matches()
                        || KANA.matcher(words).matches()
                        || (HAN_AND_KANA.matcher(words).matches() && isKnown(words))
                        || HANGUL.matcher(words).matches()
                        || WORDS.matcher(words).matches();
        return shaped
                && NO_NAMES.stream().noneMatch(words::contains)
                && !Gazetteer.isPlace(words)
                && !SectionFinder.isHeading(words);
    }

    /** Whether a family or given name in it is a known one. */
    static boolean isKnown(String words) {
        for (String word : words.split("[ \u3000]", 6)) {
            if (KNOWN.contains(word)) {
                return true;
            }
        }
        return isEastAsian(words)
                && (KNOWN.contains(words.substring(0, 1)) || KNOWN.contains(words.substring(0, 2)));
    }

    private static boolean isEastAsian(String words) {
        return words.length() >= 2
                && (HAN.matcher(words).matches()
                        || KANA.matcher(words).matches()
                        || (HAN_AND_KANA.matcher(words).matches() && isKnown(words))
                        || HANGUL.matcher(words).matches());
    }
}
