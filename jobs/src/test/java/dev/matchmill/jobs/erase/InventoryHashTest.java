package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.Store;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InventoryHashTest {

    private static final Map<String, String> SET = Map.of("name", "''");

    @Test
    void equal_declarations_have_one_hash_and_every_difference_shows() {
        String hash = hash(new Store("public", "people", "t.id = 1", SET, false));

        assertThat(hash)
                .matches("[0-9a-f]{64}")
                .isEqualTo(hash(new Store("public", "people", "t.id = 1", SET, false)));
        assertThat(
                        Stream.of(
                                        new Store("public", "persons", "t.id = 1", SET, false),
                                        new Store("public", "people", "t.id = 2", SET, false),
                                        new Store("public", "people", "t.id = 1", Map.of(), false),
                                        new Store("public", "people", "t.id = 1", SET, true))
                                .map(InventoryHashTest::hash))
                .doesNotContain(hash)
                .doesNotHaveDuplicates();
    }

    private static String hash(Store store) {
        return InventoryHash.of(new Inventory(List.of(store), List.of(), Map.of()));
    }
}
