package dev.matchmill.embeddings.model;

import java.nio.FloatBuffer;

/** How the vectors of the tokens of one text become one vector. */
enum Pooling {
    /** The first token's vector. */
    CLS {
        @Override
        float[] pool(FloatBuffer tokens, int length, int dimension) {
            return token(tokens, 0, dimension);
        }
    },
    /** The mean of all tokens' vectors. */
    MEAN {
        @Override
        float[] pool(FloatBuffer tokens, int length, int dimension) {
            float[] sum = new float[dimension];
            for (int t = 0; t < length; t++) {
                for (int k = 0; k < dimension; k++) {
                    sum[k] += tokens.get(t * dimension + k);
                }
            }
            for (int k = 0; k < dimension; k++) {
                sum[k] /= length;
            }
            return sum;
        }
    },
    /** The last token's vector. */
    LAST_TOKEN {
        @Override
        float[] pool(FloatBuffer tokens, int length, int dimension) {
            return token(tokens, length - 1, dimension);
        }
    };

    /**
     * Pools in plain Java: NDArray arithmetic would pull in a second engine.
     *
     * @param tokens {@code [length, dimension]}, row by row; one text, so no padding
     * @return a new array of {@code dimension} components, of any norm
     */
    abstract float[] pool(FloatBuffer tokens, int length, int dimension);

    private static float[] token(FloatBuffer tokens, int index, int dimension) {
        float[] vector = new float[dimension];
        tokens.get(index * dimension, vector);
        return vector;
    }
}
