package dev.matchmill.readers.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.xml.sax.Attributes;

/**
 * Whether the text of a run can be seen: hidden, under two points, or white where nothing behind it
 * is coloured, by the run's own properties or by its styles.
 */
final class DocxLooks {

    /** Half points. */
    private static final int MIN_SIZE = 4;

    private static final String SAYS_NOTHING = "";

    private final DocxStyles styles;
    private final boolean painted;
    private final Deque<Boolean> shadedCells = new ArrayDeque<>();
    private final Deque<Boolean> shadedTables = new ArrayDeque<>();
    private String paragraphStyle = SAYS_NOTHING;
    private String runStyle = SAYS_NOTHING;
    private Optional<Boolean> hidden = Optional.empty();
    private Optional<Boolean> white = Optional.empty();
    private Optional<Boolean> tiny = Optional.empty();
    private String font = SAYS_NOTHING;
    private boolean inRunProperties;
    private boolean shadedRun;
    private boolean shadedParagraph;
    private boolean background;
    private int boxes;

    /**
     * @param painted whether shapes behind the text may colour any place
     */
    DocxLooks(DocxStyles styles, boolean painted) {
        this.styles = styles;
        this.painted = painted;
    }

    static boolean isOn(String value) {
        return !value.equals("0") && !value.equals("false") && !value.equals("off");
    }

    static boolean isWhite(String colour) {
        return colour.matches("(?i)(?:F[A-F]){3}");
    }

    static boolean isColour(String fill) {
        return !fill.isEmpty() && !fill.equals("auto") && !isWhite(fill);
    }

    static boolean isTiny(String halfPoints) {
        return halfPoints.length() == 1 && halfPoints.charAt(0) < '0' + MIN_SIZE;
    }

    boolean isInRunProperties() {
        return inRunProperties;
    }

    void start(String name) {
        switch (name) {
            case "p" -> {
                paragraphStyle = SAYS_NOTHING;
                shadedParagraph = false;
                startRun();
            }
            case "r" -> startRun();
            case "rPr" -> inRunProperties = true;
            case "tbl" -> shadedTables.push(false);
            case "tc" -> shadedCells.push(false);
            case "txbxContent" -> boxes++;
            case "background" -> background = true;
            default -> {}
        }
    }

    private void startRun() {
        runStyle = SAYS_NOTHING;
        hidden = Optional.empty();
        white = Optional.empty();
        tiny = Optional.empty();
        shadedRun = false;
        font = SAYS_NOTHING;
    }

    void end(String name) {
        switch (name) {
            case "rPr" -> inRunProperties = false;
            case "tbl" -> shadedTables.poll();
            case "tc" -> shadedCells.poll();
            case "txbxContent" -> boxes--;
            default -> {}
        }
    }

    void property(String name, Attributes attributes) {
        String value = ZipParts.value(attributes, "val");
        switch (name) {
            case "pStyle" -> paragraphStyle = value;
            case "rStyle" -> runStyle = value;
            case "tblStyle" -> mark(shadedTables, styles.isShaded(value));
            case "shd" -> shade(ZipParts.value(attributes, "fill"));
            case "highlight" -> shadedRun |= inRunProperties && !value.equals("none");
            case "rFonts" -> font = inRunProperties ? ZipParts.value(attributes, "ascii") : font;
            case "vanish" -> hidden = run(isOn(value), hidden);
            case "color" -> white = run(isWhite(value), white);
            case "sz" -> tiny = run(isTiny(value), tiny);
            default -> {}
        }
    }

    private Optional<Boolean> run(boolean says, Optional<Boolean> before) {
        return inRunProperties ? Optional.of(says) : before;
    }

    private void shade(String fill) {
        if (!isColour(fill)) {
            return;
        }
        if (inRunProperties) {
            shadedRun = true;
        } else {
            shadedParagraph = true;
            mark(shadedCells, true);
        }
    }

    private static void mark(Deque<Boolean> open, boolean shaded) {
        if (shaded && !open.isEmpty()) {
            open.pop();
            open.push(true);
        }
    }

    /** Whether the run's letters are pictures of a font of signs, whatever their codes. */
    boolean showsSigns() {
        return font.matches("(?i)(?:wingdings|webdings|zapfdingbats).*");
    }

    /** Whether text of the run that is open can't be seen. */
    boolean hides() {
        return said(hidden, styles.hidden(runStyle), styles.hidden(paragraphStyle))
                || said(tiny, styles.tiny(runStyle), styles.tiny(paragraphStyle))
                || (said(white, styles.white(runStyle), styles.white(paragraphStyle))
                        && !isOnColour());
    }

    private static boolean said(
            Optional<Boolean> run, Optional<Boolean> runStyle, Optional<Boolean> paragraphStyle) {
        return run.or(() -> runStyle).or(() -> paragraphStyle).orElse(false);
    }

    /** Text boxes and pages may be coloured in many ways: there white text counts as visible. */
    private boolean isOnColour() {
        return background
                || painted
                || boxes > 0
                || shadedRun
                || shadedParagraph
                || styles.isShaded(paragraphStyle)
                || styles.isShaded(runStyle)
                || shadedCells.contains(true)
                || shadedTables.contains(true);
    }
}
