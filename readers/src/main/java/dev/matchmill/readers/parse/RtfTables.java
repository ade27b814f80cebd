package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables of RTF. The parser takes every cell for a paragraph: signs that no text holds stand for
 * the ends of cells and rows on the way through it, and become rows again behind it.
 */
final class RtfTables {

    private static final char START = '\uE4A0';
    private static final char CELL = '\uE4A1';
    private static final char ROW = '\uE4A2';

    private RtfTables() {}

    /** What replaces a control word of a table; null for other words. */
    static @Nullable String mark(String word) {
        return switch (word) {
            case "trowd" -> written(START) + "\\trowd ";
            case "cell", "nestcell" -> written(CELL);
            case "row", "nestrow" -> written(ROW) + "\\par ";
            default -> null;
        };
    }

    private static String written(char sign) {
        return "{\\uc0\\u" + (int) (short) sign + " }";
    }

    /** The text with one line or group of lines for each row. */
    static String rows(String text) {
        StringBuilder out = new StringBuilder(text.length());
        StringBuilder cell = new StringBuilder();
        List<String> cells = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            switch (sign) {
                case START -> {
                    // What stands before a row's first cell began is text above the table.
                    if (cells.isEmpty()) {
                        out.append(cell);
                        cell.setLength(0);
                    }
                }
                case CELL -> {
                    if (!cell.toString().isBlank()) {
                        cells.add(cell.toString().strip());
                    }
                    cell.setLength(0);
                }
                case ROW -> {
                    out.append(cells.isEmpty() ? "" : TableRow.of(cells)).append(cell);
                    cells.clear();
                    cell.setLength(0);
                }
                default -> cell.append(sign);
            }
        }
        return out.append(String.join("\n", cells)).append(cell).toString();
    }
}
