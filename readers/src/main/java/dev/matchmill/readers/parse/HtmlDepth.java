package dev.matchmill.readers.parse;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * How many elements of a web page are begun and not ended, counted without parsing. The parser's
 * own work grows with the square of it, so this is asked before.
 */
final class HtmlDepth {

    /** Elements that have no end, or may be left without one. */
    private static final Set<String> ENDLESS =
            Set.of(
                    "area",
                    "base",
                    "body",
                    "br",
                    "col",
                    "colgroup",
                    "dd",
                    "dt",
                    "embed",
                    "head",
                    "hr",
                    "html",
                    "img",
                    "input",
                    "li",
                    "link",
                    "meta",
                    "optgroup",
                    "option",
                    "p",
                    "param",
                    "rp",
                    "rt",
                    "source",
                    "tbody",
                    "td",
                    "tfoot",
                    "th",
                    "thead",
                    "tr",
                    "track",
                    "wbr");

    private static final int MAX_NAME = 30;

    private HtmlDepth() {}

    static boolean exceeds(byte[] content, int maxDepth) {
        int depth = 0;
        for (int at = 0; at + 1 < content.length; at++) {
            if (content[at] != '<') {
                continue;
            }
            boolean end = content[at + 1] == '/';
            String name = name(content, at + (end ? 2 : 1));
            if (name.isEmpty() || ENDLESS.contains(name)) {
                continue;
            }
            if (end) {
                depth = Math.max(0, depth - 1);
            } else if (!isWhole(content, at, name) && ++depth > maxDepth) {
                return true;
            }
        }
        return false;
    }

    private static String name(byte[] content, int from) {
        int to = from;
        while (to < content.length && to - from < MAX_NAME && isNameByte(content[to])) {
            to++;
        }
        return new String(content, from, to - from, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isNameByte(byte sign) {
        return (sign >= 'a' && sign <= 'z')
                || (sign >= 'A' && sign <= 'Z')
                || (sign >= '0' && sign <= '9')
                || sign == ':'
                || sign == '-';
    }

    /** Word processors write {@code <o:p/>}; in elements of HTML itself the slash means nothing. */
    private static boolean isWhole(byte[] content, int at, String name) {
        int after = at + 1 + name.length();
        return name.indexOf(':') > 0
                && after + 1 < content.length
                && content[after] == '/'
                && content[after + 1] == '>';
    }
}
