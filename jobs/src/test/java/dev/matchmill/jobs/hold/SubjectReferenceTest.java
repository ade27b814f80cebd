package dev.matchmill.jobs.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.HoldSubjectType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "posting:REF-7, JOB, REF-7",
        "posting:a:b, JOB, a:b",
        "candidate:12, CANDIDATE, 12",
        "application: 12 , APPLICATION, 12",
        "organization:Mill Works, ORGANIZATION, Mill Works"
    })
    void a_kind_and_a_name_are_read(String text, HoldSubjectType type, String name) {
        assertThat(SubjectReference.parse(text)).contains(new SubjectReference(type, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "posting",
                "posting:",
                "posting: ",
                ":7",
                "job:7",
                "user:7",
                "candidate:Cara",
                "candidate:0",
                "application:-1",
                "application:1234567890123456789"
            })
    void what_names_no_subject_is_none(String text) {
        assertThat(SubjectReference.parse(text)).isEmpty();
    }

    @Test
    void a_number_is_an_id_and_a_word_is_not() {
        assertThat(SubjectReference.parse("posting:123456789012345678").orElseThrow().id())
                .contains(123456789012345678L);
        assertThat(SubjectReference.parse("posting:7a").orElseThrow().id()).isEmpty();
        assertThat(SubjectReference.parse("posting:0").orElseThrow().id()).isEmpty();
    }

    @Test
    void it_is_shown_as_it_was_given() {
        assertThat(SubjectReference.parse("posting: REF ").orElseThrow())
                .hasToString("posting:REF");
        assertThatThrownBy(() -> new SubjectReference(HoldSubjectType.JOB, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void subjects_are_sorted_by_kind_and_id() {
        HoldSubject second = new HoldSubject(HoldSubjectType.CANDIDATE, 2);

        assertThat(second).isLessThan(new HoldSubject(HoldSubjectType.CANDIDATE, 10));
        assertThat(second).isGreaterThan(new HoldSubject(HoldSubjectType.JOB, 10));
        assertThat(second).isEqualByComparingTo(new HoldSubject(HoldSubjectType.CANDIDATE, 2));
        assertThat(second).hasToString("candidate:2");
        assertThat(new HoldSubject(HoldSubjectType.APPLICATION, 1)).hasToString("application:1");
        assertThat(new HoldSubject(HoldSubjectType.ORGANIZATION, 1)).hasToString("organization:1");
        assertThatThrownBy(() -> new HoldSubject(HoldSubjectType.JOB, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
