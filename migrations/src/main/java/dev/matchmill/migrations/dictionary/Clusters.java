package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.dictionary.LayeredLayout.Box;
import dev.matchmill.migrations.dictionary.LayeredLayout.Corner;
import dev.matchmill.migrations.dictionary.LayeredLayout.Crossing;
import dev.matchmill.migrations.dictionary.LayeredLayout.Drawing;
import dev.matchmill.migrations.dictionary.LayeredLayout.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws boxes that hang together by themselves, and puts these drawings side by side in rows. */
final class Clusters {

    /** A row is at least so wide before the next one starts, in pixels. */
    private static final double ROW_WIDTH = 1100;

    private Clusters() {}

    /** Places the boxes; every end of a line is one of them. */
    static Drawing draw(List<Box> boxes, List<Line> lines) {
        List<Drawing> drawings = new ArrayList<>();
        for (Set<Box> cluster : clusters(boxes, lines)) {
            List<String> names = cluster.stream().map(Box::name).toList();
            drawings.add(
                    LayeredLayout.draw(
                            boxes.stream().filter(cluster::contains).toList(),
                            lines.stream().filter(it -> names.contains(it.from())).toList()));
        }
        drawings.sort(Comparator.comparing(Drawing::height).reversed());
        return rows(drawings);
    }

    private static List<Set<Box>> clusters(List<Box> boxes, List<Line> lines) {
        List<Set<Box>> clusters = new ArrayList<>();
        for (Box box : boxes) {
            Set<Box> own = new LinkedHashSet<>(Set.of(box));
            for (Line line : lines) {
                if (line.from().equals(box.name()) || line.to().equals(box.name())) {
                    clusters.stream()
                            .filter(it -> holds(it, line.from()) || holds(it, line.to()))
                            .toList()
                            .forEach(it -> {
                                own.addAll(it);
                                clusters.remove(it);
                            });
                }
            }
            clusters.add(own);
        }
        return clusters;
    }

    private static boolean holds(Set<Box> cluster, String name) {
        return cluster.stream().anyMatch(it -> it.name().equals(name));
    }

    private static Drawing rows(List<Drawing> drawings) {
        double limit = drawings.stream().mapToDouble(Drawing::width).max().orElse(0);
        limit = Math.max(limit, ROW_WIDTH);
        Map<String, Corner> corners = new LinkedHashMap<>();
        Map<Line, List<Crossing>> crossings = new LinkedHashMap<>();
        double x = 0;
        double y = 0;
        double bottom = 0;
        double right = 0;
        for (Drawing drawing : drawings) {
            if (x > 0 && x + drawing.width() > limit) {
                x = 0;
                y = bottom + 2 * LayeredLayout.BOX_GAP;
            }
            double dx = x;
            double dy = y;
            drawing.corners().forEach((box, at) -> corners.put(box, at.shifted(dx, dy)));
            drawing.crossings()
                    .forEach((line, way) ->
                            crossings.put(
                                    line, way.stream().map(it -> it.shifted(dx, dy)).toList()));
            right = Math.max(right, x + drawing.width());
            bottom = Math.max(bottom, y + drawing.height());
            x += drawing.width() + 2 * LayeredLayout.BOX_GAP;
        }
        return new Drawing(corners, crossings, right, bottom);
    }
}
