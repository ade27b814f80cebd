package dev.matchmill.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LexicalBlockTest {

    /** Frequent words have low ids. */
    private final LexicalBlock words =
            new LexicalBlock(Map.of("nurse", 8_000, "people", 2_111), 256);

    private double similarity(String left, String right) {
        float[] a = words.of(left);
        float[] b = words.of(right);
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
        }
        return product;
    }

    @Test
    void has_length_one() {
        assertThat(similarity("nurse, Kafka, C++", "nurse, Kafka, C++")).isEqualTo(1, within(1e-6));
    }

    @Test
    void ignores_case_plural_stop_words_and_order() {
        assertThat(similarity("Nurses and people", "people NURSE")).isEqualTo(1, within(1e-6));
    }

    @Test
    void counts_a_rare_word_more_than_a_frequent_one() {
        String both = "people kubernetes";

        assertThat(similarity(both, "kubernetes")).isGreaterThan(similarity(both, "people") + .2);
    }

    @Test
    void tells_c_from_c_plus_plus() {
        assertThat(similarity("C++", "C")).isLessThan(.5);
    }

    @Test
    void is_zero_for_a_text_without_words() {
        assertThat(words.of("— … !")).containsOnly(0f);
    }
}
