package dev.matchmill.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SameTextTest {

    @Test
    void order_case_and_punctuation_do_not_matter() {
        assertThat(SameText.is("Nurse, Columbus: ICU", "icu nurse (Columbus)")).isTrue();
    }

    @Test
    void one_word_in_twenty_may_differ_and_two_may_not() {
        String twenty = words(0, 20);

        assertThat(SameText.is(twenty, twenty + " page")).isTrue();
        assertThat(SameText.is(twenty, twenty + " another position")).isFalse();
    }

    @Test
    void a_part_is_not_the_whole() {
        assertThat(SameText.is(words(0, 10), words(0, 20))).isFalse();
    }

    @Test
    void texts_without_words_are_not_the_same() {
        assertThat(SameText.is("--", "...")).isFalse();
    }

    @Test
    void letters_of_other_scripts_are_words() {
        assertThat(SameText.is("Инженер Ёлкин", "ёлкин инженер")).isTrue();
        assertThat(SameText.is("Инженер", "Медсестра")).isFalse();
    }

    private static String words(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    }
}
