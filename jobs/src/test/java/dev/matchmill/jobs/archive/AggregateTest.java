package dev.matchmill.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AggregateTest {

    private static final String ROOT = "public.applications";

    @Test
    void a_table_on_two_ways_is_carried_on_the_shorter() {
        Aggregate aggregate =
                aggregate(
                        cascade("public.letters", "offer_id", "public.offers"),
                        cascade("public.offers", "application_id", ROOT),
                        cascade("public.letters", "application_id", ROOT));

        assertThat(aggregate.way("public.letters"))
                .singleElement()
                .extracting(ForeignKey::target)
                .isEqualTo(ROOT);
        assertThat(aggregate.tables()).containsExactly(ROOT, "public.offers", "public.letters");
    }

    @Test
    void rows_are_written_after_those_that_they_name() {
        Aggregate aggregate =
                aggregate(
                        cascade("public.a", "application_id", ROOT),
                        cascade("public.b", "application_id", ROOT),
                        new ForeignKey(
                                "public.a",
                                List.of("b_id"),
                                "public.b",
                                List.of("id"),
                                OnDelete.SET_NULL));

        assertThat(aggregate.tables()).containsExactly(ROOT, "public.b", "public.a");
    }

    @Test
    void tables_that_name_each_other_are_refused_by_name() {
        Aggregate aggregate =
                aggregate(
                        cascade("public.a", "application_id", ROOT),
                        cascade("public.b", "a_id", "public.a"),
                        new ForeignKey(
                                "public.a",
                                List.of("b_id"),
                                "public.b",
                                List.of("id"),
                                OnDelete.SET_NULL));

        assertThatThrownBy(aggregate::tables)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("public.a, public.b");
    }

    @Test
    void what_refuses_is_a_guard_and_what_forgets_is_a_link() {
        Aggregate aggregate =
                aggregate(
                        new ForeignKey(
                                "public.checks",
                                List.of("application_id"),
                                ROOT,
                                List.of("id"),
                                OnDelete.REFUSE),
                        new ForeignKey(
                                "public.messages",
                                List.of("application_id"),
                                ROOT,
                                List.of("id"),
                                OnDelete.SET_NULL));

        assertThat(aggregate.carried()).isEmpty();
        assertThat(aggregate.guards())
                .extracting(ForeignKey::table)
                .containsExactly("public.checks");
        assertThat(aggregate.links())
                .extracting(ForeignKey::table)
                .containsExactly("public.messages");
        assertThat(new MoveStatement(aggregate).move())
                .contains(
                        "NOT EXISTS (SELECT 1 FROM public.checks g WHERE g.application_id = m.id)")
                .contains("'messages.application_id'");
    }

    @Test
    void what_hangs_on_a_child_is_found_through_it_and_the_child_is_locked() {
        MoveStatement statement =
                new MoveStatement(
                        aggregate(
                                cascade("public.offers", "application_id", ROOT),
                                cascade("public.letters", "offer_id", "public.offers")));

        assertThat(statement.move())
                .contains(
                        "DELETE FROM public.letters t USING moving m, public.offers p1 WHERE"
                                + " t.\"offer_id\" = p1.\"id\" AND p1.application_id = m.id");
        assertThat(statement.locks())
                .containsExactly(
                        "SELECT 1 FROM public.offers t WHERE t.application_id = ANY (:ids) ORDER BY"
                                + " t.\"id\" FOR UPDATE OF t");
    }

    @Test
    void actions_of_foreign_keys_have_the_letters_of_the_catalogue() {
        assertThat(Stream.of("c", "n", "d", "a", "r").map(OnDelete::of))
                .containsExactly(
                        OnDelete.CASCADE,
                        OnDelete.SET_NULL,
                        OnDelete.SET_NULL,
                        OnDelete.REFUSE,
                        OnDelete.REFUSE);
        assertThatThrownBy(() -> OnDelete.of("x")).isInstanceOf(IllegalArgumentException.class);
    }

    static ForeignKey cascade(String table, String column, String target) {
        return new ForeignKey(table, List.of(column), target, List.of("id"), OnDelete.CASCADE);
    }

    static Catalogue catalogue(ForeignKey... keys) {
        Map<String, TableShape> tables =
                Stream.concat(
                                Stream.of(ROOT),
                                Arrays.stream(keys)
                                        .flatMap(key -> Stream.of(key.table(), key.target())))
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), AggregateTest::shape));
        return new Catalogue(tables, List.of(keys));
    }

    private static TableShape shape(String name) {
        return new TableShape(name, List.of("id", "note"), List.of("is_old"), List.of("id"));
    }

    private static Aggregate aggregate(ForeignKey... keys) {
        return Aggregate.of(Root.APPLICATION, catalogue(keys));
    }
}
