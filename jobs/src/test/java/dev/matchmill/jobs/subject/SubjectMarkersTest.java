package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectMarkersTest {

    @ParameterizedTest
    @CsvSource({
        "+49 (0)30 1234567, 301234567",
        "0049301234567,     301234567",
        "030/123 45-67,     301234567",
        "1234567,           1234567"
    })
    void a_number_is_known_by_its_last_nine_digits(String written, String digits) {
        // "(0)" is a digit of the number as written; the country's notation decides nothing here.
        String number =
                SubjectMarkers.of(List.of(), List.of(written.replace("(0)", "")), List.of())
                        .numbers()
                        .first();

        assertThat(number).isEqualTo(digits);
    }

    @Test
    void what_is_too_short_names_nobody() {
        SubjectMarkers markers =
                SubjectMarkers.of(List.of("a@b"), List.of("123456", "none"), List.of(" Li "));

        assertThat(markers.isEmpty()).isTrue();
    }

    @Test
    void the_shortest_that_count() {
        SubjectMarkers markers =
                SubjectMarkers.of(List.of("a@b."), List.of("1234567"), List.of(" Lina "));

        assertThat(markers.certain()).containsExactly("a@b.");
        assertThat(markers.numbers()).containsExactly("1234567");
        assertThat(markers.possible()).containsExactly("lina");
    }

    @ParameterizedTest
    @CsvSource({"a,,", ",1,", ",,b"})
    void any_marker_is_one(
            @Nullable String certain, @Nullable String number, @Nullable String possible) {
        assertThat(new SubjectMarkers(set(certain), set(number), set(possible)).isEmpty())
                .isFalse();
    }

    @Test
    void markers_are_not_shown() {
        SubjectMarkers markers =
                SubjectMarkers.of(
                        List.of("jane@example.com"),
                        List.of("+1 555 0100 200"),
                        List.of("Jane Doe"));

        assertThat(markers).hasToString("SubjectMarkers[1 certain, 1 numbers, 1 possible]");
    }

    @Test
    void patterns_quote_what_has_a_meaning_and_leave_letters() {
        SubjectMarkers markers = new SubjectMarkers(set("a.b+é@c.de"), set("12"), set("x (1).pdf"));

        assertThat(MarkerPattern.certain(markers))
                .isEqualTo("a\\.b\\+é\\@c\\.de|1[^0-9a-z]{0,3}2(?![0-9])");
        assertThat(MarkerPattern.possible(markers)).isEqualTo("x\\ \\(1\\)\\.pdf");
    }

    @Test
    void patterns_for_bytes_are_written_as_postgresql_writes_bytes() {
        SubjectMarkers markers = new SubjectMarkers(set("é"), set("7"), set("a\\b"));

        assertThat(MarkerPattern.certainInBytes(markers)).isEqualTo("\\\\303\\\\251|7(?![0-9])");
        assertThat(MarkerPattern.possibleInBytes(markers)).isEqualTo("a\\\\\\\\b");
    }

    @Test
    void no_marker_matches_nothing() {
        SubjectMarkers none = new SubjectMarkers(set(null), set(null), set(null));

        assertThat(List.of(MarkerPattern.certain(none), MarkerPattern.possibleInBytes(none)))
                .containsOnly("(?!)");
    }

    private static SortedSet<String> set(@Nullable String text) {
        return text == null ? new TreeSet<>() : new TreeSet<>(Set.of(text));
    }
}
