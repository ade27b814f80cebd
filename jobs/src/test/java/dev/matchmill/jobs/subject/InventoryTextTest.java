package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTextTest {

    private static final String TEXT =
            """
            # a comment
            let mine
              t.owner = 1

            key owners
              SELECT id
                FROM owners

            public.things
              rows {mine}
                OR t.thing = ANY (:owners)
              set name = CASE WHEN {mine} THEN 'a = b' END
              set other = NULL

            archive.things
              rows t.id = 2
              delete
            """;

    @Test
    void stores_keys_and_queries_are_read_in_their_order() {
        Inventory inventory = InventoryText.read(TEXT);

        assertThat(inventory.stores())
                .containsExactly(
                        new Store(
                                "public",
                                "things",
                                "t.owner = 1\nOR t.thing = ANY (:owners)",
                                Map.of(
                                        "name",
                                        "CASE WHEN t.owner = 1 THEN 'a = b' END",
                                        "other",
                                        "NULL"),
                                false),
                        new Store("archive", "things", "t.id = 2", Map.of(), true));
        assertThat(inventory.stores().getFirst().set().keySet()).containsExactly("name", "other");
        assertThat(inventory.keys())
                .containsExactly(new Inventory.Key("owners", "SELECT id\nFROM owners"));
        assertThat(inventory.query("mine")).isEqualTo("t.owner = 1");
        assertThat(inventory.stores().getFirst().name()).isEqualTo("public.things");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    '  rows true';                                    belongs to no entry
                    'public.a\\n  rows {nobody}';                     stands nowhere
                    'public.a\\n  rows true\\npublic.a\\n  rows true'; public.a stands twice
                    'key a\\n  SELECT 1\\nkey a\\n  SELECT 2';        key a stands twice
                    'public.a\\n  delete';                            needs a schema and a condition
                    'a\\n  rows true';                                needs a schema and a condition
                    '.a\\n  rows true';                               needs a schema and a condition
                    'public.a\\n  rows true\\n  set name';            public.a sets nothing
                    'public.a\\n  rows true\\n  set = 1';             public.a sets nothing
                    'public.a\\n  row true';                          unknown word
                    """)
    void what_has_not_that_form_is_refused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InventoryText.read(text.replace("\\n", "\n")))
                .withMessageContaining(why);
    }

    @Test
    void braces_of_json_are_no_names() {
        assertThat(InventoryText.read("public.a\n  rows true\n  set a = '{}'\n").stores())
                .singleElement()
                .satisfies(store -> assertThat(store.set()).containsEntry("a", "'{}'"));
    }

    @Test
    void the_declared_one_begins_with_what_is_computed_and_ends_with_the_login() {
        Inventory declared = Inventory.declared();

        assertThat(declared.stores()).hasSizeGreaterThan(45);
        assertThat(declared.stores().getFirst().name()).isEqualTo("pipeline.match_results");
        assertThat(declared.stores().getLast().name()).isEqualTo("public.users");
        assertThat(declared.keys().getFirst().name()).isEqualTo("persons");
    }
}
