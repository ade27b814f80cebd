package dev.matchmill.readers.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Choices that a seed decides. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
        // Near seeds begin alike.
        random.nextLong();
    }

    boolean chance(double of) {
        return random.nextDouble() < of;
    }

    /** In [from, to]. */
    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    @SafeVarargs
    final <T> T one(T... options) {
        return options[random.nextInt(options.length)];
    }

    <T> T one(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    /** So many different ones, in any order. */
    <T> List<T> some(List<T> options, int count) {
        List<T> shuffled = new ArrayList<>(options);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(count, shuffled.size())));
    }
}
