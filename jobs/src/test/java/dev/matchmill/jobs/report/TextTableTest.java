package dev.matchmill.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columns_are_as_wide_as_their_widest_cell_and_numbers_stand_to_the_right() {
        String text = new TextTable("name", "items").row("read", 7).row("list", 1200).render();

        assertThat(text).isEqualTo("name  items\nread      7\nlist   1200\n");
    }

    @Test
    void a_column_with_one_word_in_it_stands_to_the_left() {
        String text = new TextTable("took").row("1.5").row("never").render();

        assertThat(text).isEqualTo("took\n1.5\nnever\n");
    }

    @Test
    void letters_outside_the_basic_plane_count_once() {
        String text = new TextTable("a", "b").row("\uD835\uDD38x", "c").row("yyy", "d").render();

        assertThat(text).isEqualTo("a    b\n\uD835\uDD38x   c\nyyy  d\n");
    }

    @Test
    void a_cell_never_breaks_its_row() {
        String text = new TextTable("a").row("two\nlines").row("").render();

        assertThat(text).isEqualTo("a\ntwo lines\n\n");
    }

    @Test
    void a_header_alone_is_empty() {
        assertThat(new TextTable("a").isEmpty()).isTrue();
        assertThat(new TextTable("a").row(1).isEmpty()).isFalse();
    }
}
