package dev.matchmill.migrations.dictionary;

import java.util.ArrayList;
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

    /**
     * Moves the slots as near to where they wish to be as their order and the gaps allow: least
     * squares, found by pooling neighbours that would overlap.
     */
    void settle(double gap) {
        List<Pool> pools = new ArrayList<>();
        double offset = 0;
        for (Slot slot : slots) {
            Pool pool = new Pool(slot.wishedTop() - offset, 1);
            while (!pools.isEmpty() && pools.getLast().top() > pool.top()) {
                pool = pool.joined(pools.removeLast());
            }
            pools.add(pool);
            offset += slot.height() + gap;
        }
        offset = 0;
        int next = 0;
        for (Pool pool : pools) {
            for (int i = 0; i < pool.size(); i++) {
                Slot slot = slots.get(next++);
                slot.moveTo(pool.top() + offset);
                offset += slot.height() + gap;
            }
        }
    }

    /** Slots that stand as close as they may; top is the mean of what they wish. */
    private record Pool(double top, int size) {

        Pool joined(Pool other) {
            int both = size + other.size;
            return new Pool((top * size + other.top * other.size) / both, both);
        }
    }
}
