package dev.matchmill.readers.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentMembershipDictionary;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.jspecify.annotations.Nullable;

/**
 * Marked parts of a page: layers that are switched off, and glyphs that say themselves what they
 * stand for (ligatures, icons, hyphens at a line's end). What a mark claims about legible letters
 * isn't believed: that would be a way to hide text.
 */
final class ContentMarks {

    /** Letters that one unreadable glyph may stand for, as "Phone" for the picture of one. */
    private static final int MOST_FOR_ICON = 12;

    private static final String SOFT_HYPHEN = "\u00AD";

    private record Mark(boolean off, boolean speaks) {}

    private final @Nullable PDOptionalContentProperties layers;
    private final Consumer<PlacedGlyph> out;
    private final Deque<Mark> open = new ArrayDeque<>();
    private final List<PlacedGlyph> marked = new ArrayList<>();
    private @Nullable String spoken;
    private int off;

    ContentMarks(@Nullable PDOptionalContentProperties layers, Consumer<PlacedGlyph> out) {
        this.layers = layers;
        this.out = out;
    }

    void begin(COSName tag, @Nullable COSDictionary properties) {
        boolean hidden =
                COSName.OC.equals(tag)
                        && properties != null
                        && isOff(PDPropertyList.create(properties));
        String actual = properties == null ? null : properties.getString(COSName.ACTUAL_TEXT);
        boolean speaks = actual != null && spoken == null;
        if (speaks) {
            spoken = actual;
        }
        off += hidden ? 1 : 0;
        open.push(new Mark(hidden, speaks));
    }

    void end() {
        if (open.isEmpty()) {
            return;
        }
        Mark mark = open.pop();
        off -= mark.off() ? 1 : 0;
        if (mark.speaks()) {
            finish();
        }
    }

    /** Whether what is painted now is on a layer that isn't shown. */
    boolean isOff() {
        return off > 0;
    }

    boolean isOff(@Nullable PDPropertyList layer) {
        if (layers == null) {
            return false;
        }
        return switch (layer) {
            case PDOptionalContentGroup group -> !layers.isGroupEnabled(group);
            case PDOptionalContentMembershipDictionary several ->
                    !several.getOCGs().isEmpty()
                            && several.getOCGs().stream().allMatch(this::isOff);
            case null, default -> false;
        };
    }

    void add(PlacedGlyph glyph) {
        if (spoken == null) {
            out.accept(glyph);
        } else {
            marked.add(glyph);
        }
    }

    /** Gives out what is still open: pages forget to close their marks. */
    void finish() {
        String actual = spoken;
        spoken = null;
        if (actual != null && !marked.isEmpty() && believed(actual)) {
            PlacedGlyph first = marked.getFirst();
            Glyph start = first.glyph();
            double right = marked.getLast().glyph().right();
            Glyph whole = new Glyph(actual, start.left(), right, start.baseline(), start.size());
            out.accept(new PlacedGlyph(whole, first.direction(), first.x(), first.y()));
        } else {
            marked.forEach(out);
        }
        marked.clear();
    }

    private boolean believed(String actual) {
        Glyph first = marked.getFirst().glyph();
        StringBuilder drawn = new StringBuilder();
        for (PlacedGlyph placed : marked) {
            drawn.append(placed.glyph().text());
            if (Math.abs(placed.glyph().baseline() - first.baseline()) > 1
                    || placed.direction() != marked.getFirst().direction()) {
                return false;
            }
        }
        if (actual.equals(SOFT_HYPHEN)) {
            return drawn.length() == 1;
        }
        if (drawn.chars().allMatch(ContentMarks::isUnreadable)) {
            return actual.length() <= Math.max(MOST_FOR_ICON, 3 * marked.size())
                    && !actual.isBlank();
        }
        return false;
    }

    private static boolean isUnreadable(int sign) {
        return sign == 0xFFFD || Character.getType(sign) == Character.PRIVATE_USE;
    }
}
