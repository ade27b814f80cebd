package dev.matchmill.readers.skill;

import java.util.regex.Pattern;

/** Addresses of the web and of mail: their words claim nothing. */
final class Addresses {

    private static final int LONGEST = 100;
    private static final Pattern BEFORE =
            Pattern.compile("://|www\\.|@$|\\.(?:com|org|net|io)/", Pattern.CASE_INSENSITIVE);
    private static final Pattern BEHIND =
            Pattern.compile(
                    "^://|^[\\w.-]{0,60}@\\w|^\\.(?:com|org|io)(?:/|$)|^[\\w-]{0,40}\\.com/",
                    Pattern.CASE_INSENSITIVE);

    private Addresses() {}

    /** Whether the characters from {@code start} to {@code end} stand within an address. */
    static boolean hold(String text, int start, int end) {
        int from = start;
        while (from > 0 && start - from < LONGEST && !parts(text.charAt(from - 1))) {
            from--;
        }
        int to = end;
        while (to < text.length() && to - end < LONGEST && !parts(text.charAt(to))) {
            to++;
        }
        return BEFORE.matcher(text.substring(from, start)).find()
                || BEHIND.matcher(text.substring(end, to)).find();
    }

    private static boolean parts(char c) {
        return Character.isWhitespace(c) || "()<>|,;".indexOf(c) >= 0;
    }
}
