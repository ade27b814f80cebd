package dev.matchmill.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

    @Test
    void has_length_one_whatever_was_given() {
        Embedding embedding = Embedding.normalized(new float[] {3, 4});

        assertThat(embedding.toArray()).containsExactly(.6f, .8f);
        assertThat(embedding.dot(embedding)).isEqualTo(1, within(1e-6));
    }

    @Test
    void keeps_its_own_copy_of_the_components() {
        float[] raw = {1, 0};

        Embedding embedding = Embedding.normalized(raw);
        raw[0] = 7;
        embedding.toArray()[1] = 7;

        assertThat(embedding.toArray()).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 0})
    void refuses_what_has_no_direction(float component) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.normalized(new float[] {component, 0}))
                .withMessageContaining("norm");
    }

    @Test
    void refuses_to_compare_dimensions_that_differ() {
        Embedding two = Embedding.normalized(new float[] {1, 0});
        Embedding three = Embedding.normalized(new float[] {1, 0, 0});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.dot(three))
                .withMessageContaining("2 and 3");
    }
}
