package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.dictionary.Catalogue.ForeignKey;
import dev.matchmill.migrations.dictionary.Catalogue.Table;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** HTML or SVG that is safe to write: a text becomes one only through {@link #text}. */
record Markup(String html) {

    /** Text with everything escaped that means something in content or in attributes. */
    static Markup text(String text) {
        return new Markup(
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"));
    }

    /** What becomes of each thing, one after the other. */
    static <T> Markup each(List<T> things, Function<T, Markup> render) {
        return new Markup(
                things.stream().map(render).map(Markup::html).collect(Collectors.joining()));
    }

    /** A length in pixels, to a tenth; the same in every locale. */
    static String pixels(double length) {
        return Double.toString(Math.round(length * 10) / 10.0);
    }

    /** The place of a table or type within the page. */
    static Markup anchor(String name) {
        return text("t-" + name.replace('.', '-'));
    }

    /** Which foreign key a line stands for. */
    static Markup key(Table table, ForeignKey key) {
        return text(table.qualifiedName() + "." + key.name());
    }

    /** What an element holds; nothing at all where that is empty. */
    Markup in(String element) {
        return html.isEmpty()
                ? this
                : new Markup("<" + element + ">" + html + "</" + element + ">");
    }

    @Override
    public String toString() {
        return html;
    }
}
