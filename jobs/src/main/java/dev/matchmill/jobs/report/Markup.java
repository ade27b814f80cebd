package dev.matchmill.jobs.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HTML that is safe to write: a person's text becomes one only through {@link #text}. */
public record Markup(String html) {

    public static final Markup EMPTY = new Markup("");

    /** Text with everything escaped that means something in HTML, in content and in attributes. */
    public static Markup text(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(escaped, point));
        return new Markup(escaped.toString());
    }

    public static Markup join(Stream<Markup> parts) {
        return new Markup(parts.map(Markup::html).collect(Collectors.joining()));
    }

    /** Chips of plain words, in their order. */
    public static Markup chips(List<String> words) {
        Markup chips = join(words.stream().map(word -> text(word).in("li", "chip")));
        return new Markup("<ul class=\"chips\">" + chips.html + "</ul>");
    }

    public Markup in(String element, String cssClass) {
        return new Markup(
                "<" + element + " class=\"" + cssClass + "\">" + html + "</" + element + ">");
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(isForbidden(point) ? ' ' : point);
        }
    }

    /** Control characters have no place in HTML, and lone surrogates none in UTF-8. */
    private static boolean isForbidden(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
    }
}
