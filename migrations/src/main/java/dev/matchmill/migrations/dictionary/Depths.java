package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.dictionary.LayeredLayout.Box;
import dev.matchmill.migrations.dictionary.LayeredLayout.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which column a box stands: one further right than all that it refers to. */
final class Depths {

    private final Set<Line> lines;
    private final Map<String, Integer> depths = new HashMap<>();

    Depths(Set<Line> lines) {
        this.lines = lines;
    }

    /** The columns of the boxes, from 0. */
    Map<String, Integer> of(List<Box> boxes) {
        for (Box box : boxes) {
            depth(box.name());
        }
        // What refers to nothing moves next to the first that refers to it.
        for (Box box : boxes) {
            if (lines.stream().noneMatch(it -> it.from().equals(box.name()))) {
                lines.stream()
                        .filter(it -> it.to().equals(box.name()))
                        .mapToInt(it -> depth(it.from()) - 1)
                        .min()
                        .ifPresent(depth -> depths.put(box.name(), depth));
            }
        }
        return depths;
    }

    private int depth(String name) {
        Integer known = depths.get(name);
        if (known != null) {
            return known;
        }
        int depth =
                lines.stream()
                        .filter(it -> it.from().equals(name))
                        .mapToInt(it -> depth(it.to()) + 1)
                        .max()
                        .orElse(0);
        depths.put(name, depth);
        return depth;
    }
}
