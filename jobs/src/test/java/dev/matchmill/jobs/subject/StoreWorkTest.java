package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StoreWorkTest {

    private static final Store STORE =
            new Store("public", "people", "t.a = 1 OR t.b = 2", Map.of("gone", "true"), false);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            textBlock =
                    """
                    NULL_OUT    ; text         ; false; CAST(NULL AS text)
                    REDACT      ; text         ; false; CASE WHEN t.c IS NOT NULL THEN CAST('[erased]' AS text) END
                    REDACT      ; jsonb        ; false; CASE WHEN t.c IS NOT NULL THEN CAST('{}' AS jsonb) END
                    REDACT      ; jsonb_object ; false; CASE WHEN t.c IS NOT NULL THEN CAST('{}' AS jsonb_object) END
                    REDACT      ; jsonb_array  ; false; CASE WHEN t.c IS NOT NULL THEN CAST('[]' AS jsonb_array) END
                    REDACT      ; work         ; true ; CASE WHEN t.c IS NOT NULL THEN CAST('unknown' AS work) END
                    PSEUDONYMISE; email_address; false; CASE WHEN t.c IS NOT NULL THEN CAST('erased-' || t.id || '@erased.invalid' AS email_address) END
                    """)
    void a_column_gets_the_value_of_its_action_and_type(
            EraseAction action, String type, boolean isEnum, String erased) {
        assertThat(new ErasableColumn("c", action, type, isEnum).erased()).isEqualTo(erased);
    }

    @ParameterizedTest
    @EnumSource(names = {"KEEP", "DELETE_ROW"})
    void a_column_that_keeps_its_value_has_none(EraseAction action) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new ErasableColumn("c", action, "text", false).erased())
                .withMessageContaining("column c");
    }

    @Test
    void a_row_is_changed_where_a_column_still_differs() {
        StoreWork work =
                StoreWork.of(
                        STORE,
                        false,
                        List.of(new ErasableColumn("c", EraseAction.NULL_OUT, "text", false)));

        assertThat(work.action()).isEqualTo(EraseAction.NULL_OUT);
        assertThat(work.changes()).isTrue();
        assertThat(work.erase())
                .isEqualTo(
                        "UPDATE public.people t SET c = CAST(NULL AS text), gone = true WHERE (t.a"
                            + " = 1 OR t.b = 2) AND (t.c IS DISTINCT FROM (CAST(NULL AS text)) OR"
                            + " t.gone IS DISTINCT FROM (true))");
        assertThat(work.residual())
                .isEqualTo(
                        "SELECT count(*) FROM public.people t WHERE (t.a = 1 OR t.b = 2) AND (t.c"
                            + " IS DISTINCT FROM (CAST(NULL AS text)) OR t.gone IS DISTINCT FROM"
                            + " (true))");
        assertThat(work.count())
                .isEqualTo("SELECT count(*) FROM public.people t WHERE (t.a = 1 OR t.b = 2)");
    }

    @Test
    void a_row_goes_when_a_column_or_the_store_says_so() {
        Store deleted = new Store("public", "people", "true", Map.of(), true);
        for (StoreWork work :
                List.of(
                        StoreWork.of(STORE, true, List.of()),
                        StoreWork.of(deleted, false, List.of()))) {
            assertThat(work.action()).isEqualTo(EraseAction.DELETE_ROW);
            assertThat(work.changes()).isTrue();
            assertThat(work.erase()).startsWith("DELETE FROM public.people t WHERE (");
            assertThat(work.residual()).isEqualTo(work.count());
        }
    }

    @Test
    void the_strongest_action_names_the_work_and_the_stores_own_value_wins() {
        Store own = new Store("public", "people", "true", Map.of("a", "'mine'"), false);

        StoreWork work =
                StoreWork.of(
                        own,
                        false,
                        List.of(
                                new ErasableColumn("a", EraseAction.PSEUDONYMISE, "text", false),
                                new ErasableColumn("b", EraseAction.NULL_OUT, "text", false)));

        assertThat(work.action()).isEqualTo(EraseAction.PSEUDONYMISE);
        assertThat(work.values())
                .containsEntry("a", "'mine'")
                .containsEntry("b", "CAST(NULL AS text)");
    }

    @Test
    void a_store_that_only_stays_changes_nothing() {
        StoreWork work =
                StoreWork.of(
                        new Store("public", "kept", "true", Map.of(), false), false, List.of());

        assertThat(work.action()).isEqualTo(EraseAction.KEEP);
        assertThat(work.changes()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void actions_and_labels_are_the_same(EraseAction action) {
        assertThat(EraseAction.of(action.label())).isEqualTo(action);
        assertThat(EraseAction.DELETE_ROW.label()).isEqualTo("delete_row");
    }
}
