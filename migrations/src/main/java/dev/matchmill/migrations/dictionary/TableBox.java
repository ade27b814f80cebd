package dev.matchmill.migrations.dictionary;

import static dev.matchmill.migrations.dictionary.Markup.pixels;

import dev.matchmill.migrations.dictionary.Catalogue.Column;
import dev.matchmill.migrations.dictionary.Catalogue.ForeignKey;
import dev.matchmill.migrations.dictionary.Catalogue.Table;
import dev.matchmill.migrations.dictionary.LayeredLayout.Corner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table as a box of an entity diagram: its name and its key columns. A foreign key to a table of
 * the same diagram becomes a line between the boxes, one to another area a short line to that
 * table's name within the row.
 */
final class TableBox {

    private static final double HEAD = 24;
    private static final double ROW = 17;

    /** Width of a character of the 11 px monospaced letters, of the bold 12 px ones of the head. */
    private static final double LETTER = 6.7;

    private static final double HEAD_LETTER = 7.4;

    /** Where the column's name starts, right of its marks. */
    private static final double INDENT = 46;

    private record Line(String column, String marks, Optional<ForeignKey> outward) {}

    private final Table table;
    private final List<Line> rows = new ArrayList<>();

    /** The box of a table in a diagram of the tables with these names. */
    TableBox(Table table, Set<String> neighbours) {
        this.table = table;
        for (Column column : table.columns()) {
            List<ForeignKey> keys =
                    table.foreignKeys().stream()
                            .filter(it -> it.columns().getFirst().equals(column.name()))
                            .toList();
            boolean isPrimary = table.isPrimaryKey(column);
            for (ForeignKey key : keys) {
                rows.add(
                        new Line(
                                column.name(),
                                isPrimary ? "PK FK" : "FK",
                                Optional.of(key).filter(it -> !neighbours.contains(it.target()))));
            }
            if (keys.isEmpty() && isPrimary) {
                rows.add(new Line(column.name(), "PK", Optional.empty()));
            }
        }
    }

    Table table() {
        return table;
    }

    LayeredLayout.Box size() {
        double width =
                INDENT + Math.max(table.name().length() * HEAD_LETTER, more().length() * LETTER);
        for (Line row : rows) {
            int letters =
                    row.column().length()
                            + row.outward().map(it -> it.target().length() + 6).orElse(0);
            width = Math.max(width, INDENT + 12 + letters * LETTER);
        }
        return new LayeredLayout.Box(
                table.qualifiedName(), Math.ceil(width), HEAD + (rows.size() + 1) * ROW + 4);
    }

    /** Height of the place where lines from other boxes arrive, below the corner. */
    static double arrival() {
        return HEAD / 2;
    }

    /** Height of the row where a foreign key's line starts, below the corner. */
    double departure(ForeignKey key) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).column().equals(key.columns().getFirst())) {
                return middle(i);
            }
        }
        throw new IllegalArgumentException(key.name() + " is no key of " + table.name());
    }

    private static double middle(int row) {
        return HEAD + row * ROW + ROW / 2 + 2;
    }

    Markup draw(Corner corner) {
        LayeredLayout.Box size = size();
        var out = new StringBuilder();
        out.append(
                "<g transform=\"translate(%s %s)\"><rect class=\"box\" width=\"%s\" height=\"%s\" rx=\"5\"/>"
                        .formatted(
                                pixels(corner.x()),
                                pixels(corner.y()),
                                pixels(size.width()),
                                pixels(size.height())));
        out.append(
                "<path class=\"head\" d=\"M0 %1$sV5a5 5 0 0 1 5-5H%2$sa5 5 0 0 1 5 5V%1$sz\"/>"
                        .formatted(pixels(HEAD), pixels(size.width() - 5)));
        out.append(
                "<a href=\"#%s\"><text class=\"name\" x=\"10\" y=\"16\">%s</text></a>"
                        .formatted(
                                Markup.anchor(table.qualifiedName()), Markup.text(table.name())));
        for (int i = 0; i < rows.size(); i++) {
            Line row = rows.get(i);
            double base = middle(i) + 4;
            out.append(text("mark", 10, base, row.marks()));
            out.append(text("key", INDENT, base, row.column()));
            row.outward().ifPresent(key -> out.append(stub(row, key, size.width(), base)));
        }
        out.append(text("more", INDENT, middle(rows.size()) + 4, more()));
        return new Markup(out.append("</g>").toString());
    }

    private static String text(String style, double x, double y, String text) {
        return "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(style, pixels(x), pixels(y), Markup.text(text));
    }

    // What the box does not show.
    private String more() {
        long others = table.columns().size() - rows.stream().map(Line::column).distinct().count();
        String columns = others == 1 ? "1 column" : others + " columns";
        String kind = table.kind().startsWith("partitioned") ? ", partitioned" : "";
        if (rows.isEmpty()) {
            return columns + ", " + table.kind();
        }
        return others == 0 ? kind.replace(", ", "") : "+ " + columns + kind;
    }

    private Markup stub(Line row, ForeignKey key, double width, double base) {
        double end = width - 10 - key.target().length() * LETTER;
        double start = INDENT + row.column().length() * LETTER + 5;
        String middle = pixels(base - 4);
        return new Markup(
                "<path class=\"line %s\" data-key=\"%s\" d=\"M%s %s H%s\"/><path class=\"tip\" d=\"M%s %s l-6-3v6z\"/><a href=\"#%s\">%s</a>"
                        .formatted(
                                key.onDelete().replace(' ', '-'),
                                Markup.key(table, key),
                                pixels(start),
                                middle,
                                pixels(end - 10),
                                pixels(end - 4),
                                middle,
                                Markup.anchor(key.target()),
                                text("far", end, base, key.target())));
    }
}
