package dev.matchmill.readers.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;

/**
 * Which text of a web page nobody sees, by attributes, inline styles and the page's own sheets: not
 * displayed, invisible, moved off the page, clipped away, under two points, transparent, or white
 * where nothing can have coloured what is behind. A class that no sheet of the page defines may
 * have any background.
 */
final class HiddenStyle {

    private static final Pattern ZERO = Pattern.compile("0(?:\\.0\\d*)?(?:px|pt|r?em|%)?|\\.0\\d*");
    private static final Pattern FAR_AWAY = Pattern.compile("-\\d{3,}(?:\\.\\d+)?(?:px|pt|r?em)?");
    private static final Pattern TINY =
            Pattern.compile(
                    "0(?:\\.\\d+)?(?:px|pt|%)?|1(?:\\.\\d+)?(?:px|pt|%)|0?\\.0\\d*r?em|0r?em");
    private static final Pattern WHITE =
            Pattern.compile(
                    "white|#fff|#ffff|#f[a-f]f[a-f]f[a-f](?:ff)?|rgba?\\((?:25\\d,){2}25\\d(?:,1(?:\\.0)?)?\\)|hsl\\(0,0%,100%\\)");
    private static final Pattern CLEAR =
            Pattern.compile("transparent|rgba\\(\\d+,\\d+,\\d+,0(?:\\.0+)?\\)|#[0-9a-f]{6}00");
    private static final Pattern CLIPPED =
            Pattern.compile("rect\\((?:[01](?:px)?,?){4}\\)|inset\\((?:50|100)%\\)");
    private static final Set<String> PLAIN =
            Set.of(
                    "none",
                    "transparent",
                    "white",
                    "#fff",
                    "#ffffff",
                    "initial",
                    "inherit",
                    "unset");

    /** What an element passes on to those in it. */
    private record Look(
            boolean coloured,
            boolean white,
            boolean clear,
            boolean tiny,
            boolean out,
            boolean spread) {}

    private final StyleSheet sheet;
    private final Deque<Look> looks = new ArrayDeque<>();

    HiddenStyle(StyleSheet sheet) {
        this.sheet = sheet;
        looks.push(new Look(false, false, false, false, false, false));
    }

    /** Enters an element; tells whether nobody sees it nor anything in it. */
    boolean enter(String tag, Attributes attributes) {
        List<String> parts = parts(attributes);
        Map<String, String> style = sheet.of(tag, parts);
        String inline = attributes.getValue("style");
        if (inline != null) {
            style.putAll(StyleSheet.declarations(inline));
        }
        looks.push(look(looks.element(), style, attributes, parts));
        return attributes.getValue("hidden") != null
                || "none".equals(style.get("display"))
                || ZERO.matcher(style.getOrDefault("opacity", "1")).matches()
                || isAway(style)
                || CLIPPED.matcher(style.getOrDefault("clip", "")).matches()
                || CLIPPED.matcher(style.getOrDefault("clip-path", "")).matches()
                || isClosed(style);
    }

    private static List<String> parts(Attributes attributes) {
        List<String> parts = new ArrayList<>();
        String classes = attributes.getValue("class");
        if (classes != null) {
            for (String name : classes.toLowerCase(Locale.ROOT).strip().split("\\s+", 50)) {
                parts.add("." + name);
            }
        }
        String id = attributes.getValue("id");
        if (id != null) {
            parts.add("#" + id.toLowerCase(Locale.ROOT).strip());
        }
        return parts;
    }

    private Look look(
            Look outer, Map<String, String> style, Attributes attributes, List<String> parts) {
        boolean unknown = parts.stream().anyMatch(part -> !sheet.knows(part));
        boolean painted =
                style.entrySet().stream()
                        .anyMatch(rule ->
                                rule.getKey().startsWith("background")
                                        && !PLAIN.contains(rule.getValue()));
        boolean coloured =
                outer.coloured || unknown || painted || attributes.getValue("bgcolor") != null;
        String color = style.getOrDefault("color", attributes.getValue("color"));
        String size = style.get("font-size");
        String visibility = style.get("visibility");
        return new Look(
                coloured,
                color == null ? outer.white : WHITE.matcher(color).matches(),
                color == null ? outer.clear : CLEAR.matcher(color).matches(),
                size == null ? outer.tiny : TINY.matcher(size).matches(),
                visibility == null ? outer.out : visibility.matches("hidden|collapse"),
                style.getOrDefault("display", "").matches("(?:inline-)?(?:flex|grid)"));
    }

    private static boolean isAway(Map<String, String> style) {
        boolean placed = style.getOrDefault("position", "").matches("absolute|fixed");
        boolean moved =
                FAR_AWAY.matcher(style.getOrDefault("left", "")).matches()
                        || FAR_AWAY.matcher(style.getOrDefault("top", "")).matches();
        return (placed && moved)
                || FAR_AWAY.matcher(style.getOrDefault("text-indent", "")).matches()
                || FAR_AWAY.matcher(style.getOrDefault("margin-left", "")).matches();
    }

    private static boolean isClosed(Map<String, String> style) {
        boolean cut = style.getOrDefault("overflow", "").equals("hidden");
        return cut
                && (ZERO.matcher(style.getOrDefault("height", "auto")).matches()
                        || ZERO.matcher(style.getOrDefault("max-height", "auto")).matches()
                        || ZERO.matcher(style.getOrDefault("width", "auto")).matches());
    }

    /** Whether the elements right within the open one stand apart from each other. */
    boolean spreads() {
        return looks.element().spread;
    }

    /** Whether text here can't be seen though its element is there. */
    boolean isUnseen() {
        Look look = looks.element();
        return look.tiny || look.clear || look.out || (look.white && !look.coloured);
    }

    void leave() {
        if (looks.size() > 1) {
            looks.pop();
        }
    }
}
