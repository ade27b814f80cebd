package dev.matchmill.readers.parse;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins words that were parted at the end of a line; the rest of the word moves up. A word that is
 * written with its hyphen elsewhere, or starts like one that is, keeps it.
 */
final class Hyphens {

    private static final Pattern PARTED =
            Pattern.compile("(\\p{L}+)(-|\u00AD)\n(\\p{Ll}+)([,;:.)]*)(?:[ \t]+|(?=\n|$))");

    private static final Set<String> KEPT =
            Set.of(
                    "all",
                    "back",
                    "co",
                    "cost",
                    "cross",
                    "data",
                    "day",
                    "decision",
                    "end",
                    "ex",
                    "first",
                    "follow",
                    "front",
                    "full",
                    "hands",
                    "high",
                    "in",
                    "inter",
                    "large",
                    "lead",
                    "long",
                    "low",
                    "multi",
                    "non",
                    "object",
                    "off",
                    "on",
                    "open",
                    "out",
                    "part",
                    "post",
                    "pre",
                    "problem",
                    "real",
                    "result",
                    "results",
                    "right",
                    "self",
                    "semi",
                    "short",
                    "small",
                    "state",
                    "sub",
                    "team",
                    "third",
                    "time",
                    "top",
                    "two",
                    "user",
                    "web",
                    "well",
                    "work",
                    "year");

    private Hyphens() {}

    static String joined(String text) {
        Matcher parted = PARTED.matcher(text);
        StringBuilder out = new StringBuilder();
        while (parted.find()) {
            String first = parted.group(1);
            String second = parted.group(3);
            boolean soft = parted.group(2).equals("\u00AD");
            boolean keep = !soft && keepsHyphen(text, first, second);
            String word = first + (keep ? "-" : "") + second + parted.group(4) + "\n";
            parted.appendReplacement(out, Matcher.quoteReplacement(word));
        }
        String joined = parted.appendTail(out).toString();
        return joined.replace("\n\n\n", "\n\n");
    }

    private static boolean keepsHyphen(String text, String first, String second) {
        if (text.contains(first + "-" + second)) {
            return true;
        }
        return first.length() < 2 || KEPT.contains(first.toLowerCase(Locale.ROOT));
    }
}
