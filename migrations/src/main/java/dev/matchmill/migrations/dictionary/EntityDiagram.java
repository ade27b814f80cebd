package dev.matchmill.migrations.dictionary;

import static dev.matchmill.migrations.dictionary.Markup.pixels;

import dev.matchmill.migrations.dictionary.Catalogue.ForeignKey;
import dev.matchmill.migrations.dictionary.Catalogue.Table;
import dev.matchmill.migrations.dictionary.LayeredLayout.Corner;
import dev.matchmill.migrations.dictionary.LayeredLayout.Crossing;
import dev.matchmill.migrations.dictionary.LayeredLayout.Drawing;
import dev.matchmill.migrations.dictionary.LayeredLayout.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of an area as an SVG picture: boxes, and a line for each foreign key. */
final class EntityDiagram {

    private static final double MARGIN = 24;

    private final Map<String, TableBox> boxes = new LinkedHashMap<>();
    private final Drawing drawing;
    private final String title;

    EntityDiagram(String title, List<Table> tables) {
        this.title = title;
        Set<String> names = tables.stream().map(Table::qualifiedName).collect(Collectors.toSet());
        for (Table table : tables) {
            boxes.put(table.qualifiedName(), new TableBox(table, names));
        }
        List<Line> lines = new ArrayList<>();
        for (Table table : tables) {
            for (ForeignKey key : table.foreignKeys()) {
                if (names.contains(key.target()) && !isSelf(table, key)) {
                    lines.add(new Line(table.qualifiedName(), key.target()));
                }
            }
        }
        this.drawing = Clusters.draw(boxes.values().stream().map(TableBox::size).toList(), lines);
    }

    Markup svg() {
        var out = new StringBuilder();
        String width = pixels(drawing.width() + 2 * MARGIN);
        String height = pixels(drawing.height() + 2 * MARGIN);
        out.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%s %s %s %s\" width=\"%s\" height=\"%s\" role=\"img\" aria-label=\"Entity diagram: %s\">"
                        .formatted(
                                -MARGIN,
                                -MARGIN,
                                width,
                                height,
                                width,
                                height,
                                Markup.text(title)));
        for (TableBox box : boxes.values()) {
            for (ForeignKey key : box.table().foreignKeys()) {
                TableBox target = boxes.get(key.target());
                if (target != null) {
                    out.append(line(box, key, target));
                }
            }
        }
        boxes.forEach((name, box) -> out.append(box.draw(drawing.corner(name))));
        return new Markup(out.append("</svg>").toString());
    }

    private Markup line(TableBox box, ForeignKey key, TableBox target) {
        Table table = box.table();
        Corner corner = drawing.corner(table.qualifiedName());
        double x = corner.x();
        double y = corner.y() + box.departure(key);
        var path = new StringBuilder("M" + point(x, y));
        Corner end = drawing.corner(key.target());
        double endY = end.y() + TableBox.arrival();
        if (isSelf(table, key)) {
            path.append("C" + point(x - 26, y) + point(x - 26, endY) + point(x - 6, endY));
            return line(table, key, path, "M" + point(x, endY) + "l-7-3.5v7z");
        }
        Line way = new Line(table.qualifiedName(), key.target());
        for (Crossing crossing : drawing.crossings(way)) {
            path.append(curve(x, y, crossing.right(), crossing.y()));
            path.append("H" + pixels(crossing.left()));
            x = crossing.left();
            y = crossing.y();
        }
        double endX = end.x() + target.size().width();
        path.append(curve(x, y, endX + 6, endY));
        return line(table, key, path, "M" + point(endX, endY) + "l7-3.5v7z");
    }

    private static Markup line(Table table, ForeignKey key, CharSequence path, String tip) {
        return new Markup(
                "<path class=\"line %s\" data-key=\"%s\" d=\"%s\"/><path class=\"tip\" d=\"%s\"/>"
                        .formatted(
                                key.onDelete().replace(' ', '-'),
                                Markup.key(table, key),
                                path,
                                tip));
    }

    private static String curve(double x, double y, double toX, double toY) {
        double middle = (x + toX) / 2;
        return "C" + point(middle, y) + point(middle, toY) + point(toX, toY);
    }

    private static String point(double x, double y) {
        return pixels(x) + " " + pixels(y) + " ";
    }

    private static boolean isSelf(Table table, ForeignKey key) {
        return key.target().equals(table.qualifiedName());
    }
}
