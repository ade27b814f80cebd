package dev.matchmill.migrations.dictionary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Places boxes in columns, so that lines are short and pass beside boxes: what a box refers to
 * stands to its left (Sugiyama's method: columns, order within them by the average of the
 * neighbours, then heights). All boxes hang together; see {@link Clusters}.
 */
final class LayeredLayout {

    /** Space between columns, for the lines; and between boxes of a column. */
    private static final double COLUMN_GAP = 64;

    static final double BOX_GAP = 22;

    private static final int SWEEPS = 24;

    /** A box by its name, with its size in pixels. */
    record Box(String name, double width, double height) {}

    /** A line between two different boxes; cycles are not allowed. */
    record Line(String from, String to) {}

    /** The upper left corner of a box. */
    record Corner(double x, double y) {

        Corner shifted(double dx, double dy) {
            return new Corner(x + dx, y + dy);
        }
    }

    /** Where a line crosses a column that lies between its ends. */
    record Crossing(double left, double right, double y) {

        Crossing shifted(double dx, double dy) {
            return new Crossing(left + dx, right + dx, y + dy);
        }
    }

    /** The whole drawing; crossings stand in the order from the line's start to its end. */
    record Drawing(
            Map<String, Corner> corners,
            Map<Line, List<Crossing>> crossings,
            double width,
            double height) {

        Corner corner(String box) {
            return Objects.requireNonNull(corners.get(box), box);
        }

        List<Crossing> crossings(Line line) {
            return Objects.requireNonNull(crossings.get(line), line::toString);
        }
    }

    private final List<Column> columns = new ArrayList<>();
    private final Map<Line, List<Slot>> passages = new LinkedHashMap<>();

    private LayeredLayout(List<Box> boxes, Set<Line> lines) {
        Map<String, Integer> depths = new Depths(lines).of(boxes);
        Map<String, Slot> slots = new HashMap<>();
        for (Box box : boxes) {
            Slot slot = new Slot(box.name(), box.width(), box.height());
            slots.put(box.name(), slot);
            column(Objects.requireNonNull(depths.get(box.name()))).slots().add(slot);
        }
        for (Line line : lines) {
            thread(line, slots, depths);
        }
    }

    /** Places the boxes; every end of a line is one of them. */
    static Drawing draw(List<Box> boxes, List<Line> lines) {
        LayeredLayout layout = new LayeredLayout(boxes, new LinkedHashSet<>(lines));
        layout.order();
        layout.raise();
        return layout.drawing();
    }

    private Column column(int depth) {
        while (columns.size() <= depth) {
            columns.add(new Column(new ArrayList<>()));
        }
        return columns.get(depth);
    }

    // A line that spans several columns gets a slot in each one that it crosses.
    private void thread(Line line, Map<String, Slot> slots, Map<String, Integer> depths) {
        Slot right = Objects.requireNonNull(slots.get(line.from()));
        Slot end = Objects.requireNonNull(slots.get(line.to()));
        int first = Objects.requireNonNull(depths.get(line.from())) - 1;
        int last = Objects.requireNonNull(depths.get(line.to())) + 1;
        List<Slot> passage = new ArrayList<>();
        for (int depth = first; depth >= last; depth--) {
            Slot crossing = new Slot("", 0, 2);
            column(depth).slots().add(crossing);
            passage.add(crossing);
            Slot.join(crossing, right);
            right = crossing;
        }
        Slot.join(end, right);
        passages.put(line, passage);
    }

    private void order() {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean toTheRight = sweep % 2 == 0;
            List<Column> way = toTheRight ? columns : columns.reversed();
            for (Column column : way) {
                column.number();
                Map<Slot, Double> wish = new HashMap<>();
                column.slots().forEach(it -> wish.put(it, it.averageRank(toTheRight)));
                column.slots().sort(Comparator.comparing(wish::get));
                column.number();
            }
        }
    }

    private void raise() {
        columns.forEach(column -> column.stack(BOX_GAP));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            List<Column> way = sweep % 2 == 0 ? columns : columns.reversed();
            way.forEach(column -> column.settle(BOX_GAP));
        }
    }

    private Drawing drawing() {
        double top = columns.stream().mapToDouble(Column::top).min().orElse(0);
        double bottom = columns.stream().mapToDouble(Column::bottom).max().orElse(0) - top;
        Map<String, Corner> corners = new LinkedHashMap<>();
        Map<Slot, Crossing> crossed = new HashMap<>();
        double x = 0;
        for (Column column : columns) {
            for (Slot slot : column.slots()) {
                if (slot.name().isEmpty()) {
                    crossed.put(slot, new Crossing(x, x + column.width(), slot.middle() - top));
                } else {
                    corners.put(slot.name(), new Corner(x, slot.y() - top));
                }
            }
            x += column.width() + COLUMN_GAP;
        }
        Map<Line, List<Crossing>> crossings = new LinkedHashMap<>();
        passages.forEach((line, passage) ->
                crossings.put(
                        line,
                        passage.stream()
                                .map(it -> Objects.requireNonNull(crossed.get(it)))
                                .toList()));
        return new Drawing(corners, crossings, x - COLUMN_GAP, bottom);
    }
}
