package dev.matchmill.migrations.dictionary;

import java.util.List;

/** Slots one below the other, in their order. */
record Column(List<Slot> slots) {

    void number() {
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).rank(i);
        }
    }

    double width() {
        return slots.stream().mapToDouble(Slot::width).max().orElse(0);
    }

    double top() {
        return slots.isEmpty() ? 0 : slots.getFirst().y();
    }

    double bottom() {
        return slots.isEmpty() ? 0 : slots.getLast().y() + slots.getLast().height();
    }

    /** Puts the slots one below the other. */
    void stack(double gap) {
        double floor = 0;
        for (Slot slot : slots) {
            slot.moveTo(floor);
            floor += slot.height() + gap;
        }
    }

    /** Moves the slots as near to where they wish to be as their order and the gaps allow. */
    void settle(double gap) {
        double floor = Double.NEGATIVE_INFINITY;
        double missed = 0;
        for (Slot slot : slots) {
            double wish = slot.wishedTop();
            slot.moveTo(Math.max(wish, floor));
            missed += wish - slot.y();
            floor = slot.y() + slot.height() + gap;
        }
        // Each gave way downwards only; the column as a whole takes the mean of that back.
        double up = slots.isEmpty() ? 0 : missed / slots.size();
        slots.forEach(it -> it.moveTo(it.y() + up));
    }
}
