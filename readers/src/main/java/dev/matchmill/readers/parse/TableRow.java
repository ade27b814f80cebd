package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.List;

/** The cells of a table's row as lines. */
final class TableRow {

    /** Characters up to which the lines of a cell with a year are one range of dates. */
    private static final int SHORT_CELL = 40;

    private TableRow() {}

    /**
     * One line with tabs when every cell has one line. Otherwise a cell with several lines ends the
     * line; only dates stand before its first line.
     *
     * @param cells none empty
     */
    static String of(List<String> cells) {
        List<String> flat = new ArrayList<>();
        for (String cell : cells) {
            boolean dates = cell.length() <= SHORT_CELL && ColumnContent.isYear(cell);
            flat.add(dates ? cell.replaceAll("\\s*\n\\s*", " ") : cell);
        }
        if (flat.stream().noneMatch(cell -> cell.contains("\n"))) {
            return String.join("\t", flat);
        }
        StringBuilder lines = new StringBuilder();
        String before = "";
        for (String cell : flat) {
            boolean dates = before.length() <= SHORT_CELL && ColumnContent.isYear(before);
            boolean sameLine = !before.contains("\n") && (dates || !cell.contains("\n"));
            lines.append(lines.isEmpty() ? "" : sameLine ? "\t" : "\n").append(cell);
            before = cell;
        }
        return lines.toString();
    }
}
