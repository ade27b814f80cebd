package dev.matchmill.migrations.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.dictionary.LayeredLayout.Box;
import dev.matchmill.migrations.dictionary.LayeredLayout.Corner;
import dev.matchmill.migrations.dictionary.LayeredLayout.Crossing;
import dev.matchmill.migrations.dictionary.LayeredLayout.Drawing;
import dev.matchmill.migrations.dictionary.LayeredLayout.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawings of random boxes and lines. */
class LayeredLayoutTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void boxes_keep_apart_and_lines_lead_to_the_left_beside_them(long seed) {
        Random random = new Random(seed);
        List<Box> boxes = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            boxes.add(new Box("b" + i, 80 + random.nextInt(200), 40 + random.nextInt(150)));
            for (int target = 0; target < i; target++) {
                if (random.nextInt(12) == 0) {
                    lines.add(new Line("b" + i, "b" + target));
                }
            }
        }

        Drawing drawing = Clusters.draw(boxes, lines);

        for (Box box : boxes) {
            assertThat(boxes)
                    .filteredOn(it -> !it.equals(box))
                    .noneMatch(it -> overlap(drawing, box, it));
        }
        for (Line line : lines) {
            assertThat(drawing.corner(line.to()).x()).isLessThan(drawing.corner(line.from()).x());
            for (Crossing crossing : drawing.crossings(line)) {
                assertThat(boxes).noneMatch(it -> isCrossed(drawing, it, crossing));
            }
        }
    }

    private static boolean overlap(Drawing drawing, Box one, Box other) {
        Corner here = drawing.corner(one.name());
        Corner there = drawing.corner(other.name());
        return here.x() < there.x() + other.width()
                && there.x() < here.x() + one.width()
                && here.y() < there.y() + other.height()
                && there.y() < here.y() + one.height();
    }

    private static boolean isCrossed(Drawing drawing, Box box, Crossing crossing) {
        Corner corner = drawing.corner(box.name());
        return crossing.left() < corner.x() + box.width()
                && corner.x() < crossing.right()
                && corner.y() < crossing.y()
                && crossing.y() < corner.y() + box.height();
    }
}
