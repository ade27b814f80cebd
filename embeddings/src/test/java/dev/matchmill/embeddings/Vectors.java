package dev.matchmill.embeddings;

import java.util.Random;

/** Vectors for tests: random directions, and clusters of near ones, as occupations are. */
public final class Vectors {

    private static final int DIMENSION = 1024;

    private Vectors() {}

    /** A random direction. */
    public static Embedding random(Random random) {
        return near(new float[DIMENSION], 1, random);
    }

    /** A vector whose cosine to the centre is about {@code 1 / sqrt(1 + spread²)}. */
    public static Embedding near(Embedding centre, double spread, Random random) {
        return near(centre.toArray(), spread, random);
    }

    private static Embedding near(float[] centre, double spread, Random random) {
        double scale = spread / Math.sqrt(DIMENSION);
        for (int i = 0; i < DIMENSION; i++) {
            centre[i] += (float) (scale * random.nextGaussian());
        }
        return Embedding.normalized(centre);
    }
}
