package dev.matchmill.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell, two spaces between them; numbers stand to the right. */
public final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... header) {
        rows.add(List.of(header));
    }

    public TextTable row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(cell == null ? "" : cell.toString().replace('\n', ' '));
        }
        rows.add(texts);
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Header and rows, each ended by a newline. */
    public String render() {
        int columns = rows.getFirst().size();
        int[] width = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            numeric[c] = rows.size() > 1;
            for (int r = 0; r < rows.size(); r++) {
                String cell = rows.get(r).get(c);
                width[c] = Math.max(width[c], cell.codePointCount(0, cell.length()));
                numeric[c] &= r == 0 || cell.matches("[-+]?[\\d.,]*( ?%)?");
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String cell = row.get(c);
                String gap = " ".repeat(width[c] - cell.codePointCount(0, cell.length()));
                line.append(numeric[c] ? gap + cell : cell + gap).append("  ");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
