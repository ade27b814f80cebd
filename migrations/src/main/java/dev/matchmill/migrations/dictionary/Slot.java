package dev.matchmill.migrations.dictionary;

import java.util.ArrayList;
import java.util.List;

/** A place in a column: a box, or (without a name) the passage of a line. Found by identity. */
final class Slot {

    private final String name;
    private final double width;
    private final double height;
    private final List<Slot> left = new ArrayList<>();
    private final List<Slot> right = new ArrayList<>();
    private int rank;
    private double y;

    Slot(String name, double width, double height) {
        this.name = name;
        this.width = width;
        this.height = height;
    }

    static void join(Slot left, Slot right) {
        left.right.add(right);
        right.left.add(left);
    }

    String name() {
        return name;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    double y() {
        return y;
    }

    double middle() {
        return y + height / 2;
    }

    void moveTo(double top) {
        this.y = top;
    }

    void rank(int position) {
        this.rank = position;
    }

    /** The mean position of the neighbours on one side, or the own one where there are none. */
    double averageRank(boolean toTheLeft) {
        List<Slot> neighbours = toTheLeft ? left : right;
        return neighbours.stream().mapToInt(it -> it.rank).average().orElse(rank);
    }

    /** The top at which the lines to all neighbours are shortest. */
    double wishedTop() {
        double sum = 0;
        for (Slot slot : left) {
            sum += slot.middle();
        }
        for (Slot slot : right) {
            sum += slot.middle();
        }
        int neighbours = left.size() + right.size();
        return neighbours == 0 ? y : sum / neighbours - height / 2;
    }
}
