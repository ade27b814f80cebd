package dev.matchmill.readers.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** What the styles of an OpenDocument text say about being seen, by their names. */
final class OdtStyles extends DefaultHandler {

    private static final int LONGEST_CHAIN = 20;

    /** In points; smaller letters are not meant for people. */
    private static final double MIN_SIZE = 2;

    /** What one style says; absent where it says nothing. */
    private static final class Style {
        private Optional<Boolean> hidden = Optional.empty();
        private Optional<Boolean> white = Optional.empty();
        private Optional<Boolean> coloured = Optional.empty();
        private String parent = "";
    }

    private final Map<String, Style> styles = new HashMap<>();
    private @Nullable Style open;
    private boolean painted;

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes) {
        if (name.equals("style") || name.equals("default-style")) {
            open = new Style();
            styles.put(ZipParts.value(attributes, "name"), open);
            open.parent = ZipParts.value(attributes, "parent-style-name");
        }
        Style style = open;
        if (style == null) {
            return;
        }
        String display = ZipParts.value(attributes, "display");
        String size = ZipParts.value(attributes, "font-size");
        if (name.equals("text-properties")) {
            if (display.equals("none") || isTiny(size)) {
                style.hidden = Optional.of(true);
            } else if (!display.isEmpty() || !size.isEmpty()) {
                style.hidden = Optional.of(false);
            }
            String colour = ZipParts.value(attributes, "color");
            if (!colour.isEmpty()) {
                style.white = Optional.of(colour.matches("(?i)#(?:f[a-f]){3}"));
            }
        }
        String background = ZipParts.value(attributes, "background-color");
        String fill = ZipParts.value(attributes, "fill");
        boolean filled = fill.matches("solid|gradient|bitmap|hatch");
        if (filled || isColour(background)) {
            style.coloured = Optional.of(true);
            painted |= name.equals("graphic-properties") || name.equals("page-layout-properties");
        }
    }

    private static boolean isTiny(String size) {
        return size.matches("\\d{1,3}(?:\\.\\d{1,6})?pt")
                && Double.parseDouble(size.substring(0, size.length() - 2)) < MIN_SIZE;
    }

    private static boolean isColour(String background) {
        return !background.isEmpty()
                && !background.equals("transparent")
                && !background.equalsIgnoreCase("#ffffff");
    }

    @Override
    public void endElement(String uri, String name, String qName) {
        open = name.equals("style") || name.equals("default-style") ? null : open;
    }

    /** Whether pages or shapes may colour any place. */
    boolean isPainted() {
        return painted;
    }

    Optional<Boolean> hidden(String name) {
        return first(name, style -> style.hidden);
    }

    Optional<Boolean> white(String name) {
        return first(name, style -> style.white);
    }

    boolean isColoured(String name) {
        return first(name, style -> style.coloured).isPresent();
    }

    private Optional<Boolean> first(String name, Function<Style, Optional<Boolean>> said) {
        Style style = styles.get(name);
        for (int link = 0; style != null && link < LONGEST_CHAIN; link++) {
            Optional<Boolean> here = said.apply(style);
            if (here.isPresent()) {
                return here;
            }
            style = style.parent.isEmpty() ? null : styles.get(style.parent);
        }
        return Optional.empty();
    }
}
