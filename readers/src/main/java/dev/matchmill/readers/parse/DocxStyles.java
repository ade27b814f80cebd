package dev.matchmill.readers.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** What the styles of a Word document say about being seen, by their ids. */
final class DocxStyles extends DefaultHandler {

    private static final int LONGEST_CHAIN = 20;

    /** What one style says; absent where it says nothing. */
    private static final class Style {
        private Optional<Boolean> hidden = Optional.empty();
        private Optional<Boolean> white = Optional.empty();
        private Optional<Boolean> tiny = Optional.empty();
        private Optional<Boolean> shaded = Optional.empty();
        private Optional<Boolean> item = Optional.empty();
        private String parent = "";
    }

    private final Map<String, Style> styles = new HashMap<>();
    private @Nullable Style open;

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes) {
        if (name.equals("style")) {
            open = new Style();
            styles.put(ZipParts.value(attributes, "styleId"), open);
        }
        Style style = open;
        if (style == null) {
            return;
        }
        String value = ZipParts.value(attributes, "val");
        switch (name) {
            case "basedOn" -> style.parent = value;
            case "vanish" -> style.hidden = Optional.of(DocxLooks.isOn(value));
            case "color" -> style.white = Optional.of(DocxLooks.isWhite(value));
            case "sz" -> style.tiny = Optional.of(DocxLooks.isTiny(value));
            case "numId" -> style.item = Optional.of(!value.equals("0"));
            case "shd" -> {
                if (DocxLooks.isColour(ZipParts.value(attributes, "fill"))) {
                    style.shaded = Optional.of(true);
                }
            }
            default -> {}
        }
    }

    @Override
    public void endElement(String uri, String name, String qName) {
        open = name.equals("style") ? null : open;
    }

    Optional<Boolean> hidden(String id) {
        return first(id, style -> style.hidden);
    }

    Optional<Boolean> white(String id) {
        return first(id, style -> style.white);
    }

    Optional<Boolean> tiny(String id) {
        return first(id, style -> style.tiny);
    }

    boolean isShaded(String id) {
        return first(id, style -> style.shaded).isPresent();
    }

    /** Whether its paragraphs are items of a list. */
    boolean isItem(String id) {
        return first(id, style -> style.item).orElse(false);
    }

    private Optional<Boolean> first(String id, Function<Style, Optional<Boolean>> said) {
        Style style = styles.get(id);
        for (int link = 0; style != null && link < LONGEST_CHAIN; link++) {
            Optional<Boolean> here = said.apply(style);
            if (here.isPresent()) {
                return here;
            }
            style = styles.get(style.parent);
        }
        return Optional.empty();
    }
}
