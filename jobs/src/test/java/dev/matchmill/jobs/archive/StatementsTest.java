package dev.matchmill.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The texts that the archive sends. */
class StatementsTest {

    private static final ForeignKey STAGE =
            new ForeignKey(
                    "public.applications",
                    List.of("note"),
                    "public.stages",
                    List.of("id"),
                    OnDelete.SET_NULL);

    @Test
    void a_column_that_came_later_is_left_to_its_default() {
        assertThat(restore().insert(Set.of("id")))
                .contains("INSERT INTO public.applications (\"id\") OVERRIDING SYSTEM VALUE")
                .doesNotContain("note");
    }

    @Test
    void a_reference_that_would_have_been_cleared_is_cleared() {
        assertThat(restore(STAGE).insert(Set.of("id", "note")))
                .contains(
                        "CASE WHEN EXISTS (SELECT 1 FROM public.stages p WHERE r.\"note\" ="
                                + " p.\"id\") THEN r.\"note\" END");
    }

    @Test
    void a_row_that_would_have_gone_along_stays_away() {
        assertThat(
                        restore(AggregateTest.cascade("public.applications", "note", "public.jobs"))
                                .insert(Set.of("id", "note")))
                .contains(
                        "AND (r.\"note\" IS NULL OR EXISTS (SELECT 1 FROM public.jobs p WHERE"
                                + " r.\"note\" = p.\"id\"))");
    }

    @Test
    void columns_that_are_gone_are_named_and_generated_ones_are_none_of_them() {
        assertThat(restore().dropped(Set.of("id", "zeal", "age", "is_old")))
                .containsExactly("age", "zeal");
    }

    @Test
    void partitions_have_the_names_and_bounds_of_those_that_move_whole() {
        assertThat(ArchivePeriods.year(2024))
                .isEqualTo(
                        "CREATE TABLE archive.applications_2024 PARTITION OF archive.applications"
                                + " FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01"
                                + " 00:00:00+00')");
        assertThat(ArchivePeriods.month(YearMonth.of(2025, 12)))
                .isEqualTo(
                        "CREATE TABLE archive.notifications_2025_12 PARTITION OF"
                                + " archive.notifications FOR VALUES FROM ('2025-12-01"
                                + " 00:00:00+00') TO ('2026-01-01 00:00:00+00')");
    }

    @Test
    void names_are_quoted_in_statements_and_bare_in_payloads() {
        assertThat(TableShape.quoted("position")).isEqualTo("\"position\"");
        assertThat(TableShape.quoted("a\"b")).isEqualTo("\"a\"\"b\"");
        TableShape pair =
                new TableShape("pipeline.pairs", List.of("a", "b"), List.of(), List.of("a", "b"));
        assertThat(pair.label()).isEqualTo("pipeline.pairs");
        assertThat(pair.isSame("x", "y")).isEqualTo("x.\"a\" = y.\"a\" AND x.\"b\" = y.\"b\"");
        assertThat(TableShape.list("t", pair.key())).isEqualTo("t.\"a\", t.\"b\"");
    }

    @Test
    void a_foreign_key_of_several_columns_joins_by_all_and_names_the_id() {
        ForeignKey key =
                new ForeignKey(
                        "public.offers",
                        List.of("application_id", "job_id"),
                        "public.applications",
                        List.of("id", "job_id"),
                        OnDelete.CASCADE);

        assertThat(key.joins("t", "p"))
                .isEqualTo("t.\"application_id\" = p.\"id\" AND t.\"job_id\" = p.\"job_id\"");
        assertThat(key.columnOf("id")).isEqualTo("application_id");
        assertThatThrownBy(() -> key.columnOf("other"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RestoreStatement restore(ForeignKey... keys) {
        Catalogue catalogue = AggregateTest.catalogue(keys);
        return new RestoreStatement(
                catalogue, catalogue.table("public.applications"), "CAST(:rows AS jsonb)");
    }
}
