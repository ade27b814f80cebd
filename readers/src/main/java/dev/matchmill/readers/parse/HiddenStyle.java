package dev.matchmill.readers.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;

/**
 * Which elements of a web page nobody sees: hidden by attribute or inline style, moved off the
 * page, under two points, transparent, or white where nothing can have coloured what is behind.
 * Sheets of styles aren't read: an element of a class may stand on any colour.
 */
final class HiddenStyle {

    private static final Pattern NEVER_SEEN =
            Pattern.compile(
                    "display:none|visibility:(?:hidden|collapse)|(?:^|;)opacity:0?(?:\\.0+)?(?:;|$)"
                            + "|(?:left|top|text-indent|margin-left):-\\d{4,}");
    private static final Pattern TINY =
            Pattern.compile(
                    "font-size:(?:0(?:\\.\\d+)?(?:px|pt|%)?|1(?:\\.\\d+)?(?:px|pt|%)|0?\\.0\\d*r?em|0r?em)(?:;|!|$)");
    private static final Pattern WHITE =
            Pattern.compile(
                    "(?:^|;)color:(?:white|#fff|#ffffff|rgb\\(255,255,255\\)|transparent|rgba\\(\\d+,\\d+,\\d+,0(?:\\.0+)?\\))(?:;|!|$)");
    private static final Pattern CLEAR = Pattern.compile("transparent|rgba\\(\\d+,\\d+,\\d+,0\\)");

    // Whether something from the root to the element may have a colour behind its text.
    private final Deque<Boolean> coloured = new ArrayDeque<>();

    /** Enters an element; tells whether nobody sees its text. */
    boolean enter(Attributes attributes) {
        String style = attributes.getValue("style");
        String rules = style == null ? "" : style.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        boolean outside = !coloured.isEmpty() && coloured.element();
        boolean here =
                rules.contains("background")
                        || attributes.getValue("bgcolor") != null
                        || attributes.getValue("class") != null
                        || attributes.getValue("id") != null;
        coloured.push(outside || here);
        if (attributes.getValue("hidden") != null || NEVER_SEEN.matcher(rules).find()) {
            return true;
        }
        if (TINY.matcher(rules).find()) {
            return true;
        }
        Matcher white = WHITE.matcher(rules);
        return white.find() && (CLEAR.matcher(white.group()).find() || !(outside || here));
    }

    void leave() {
        coloured.poll();
    }
}
