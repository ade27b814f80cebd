package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.SqlSection;
import dev.matchmill.migrations.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever the catalogue and the classification know of persons stands in the inventory. */
class InventoryCoverageIT {

    private static final Map<String, String> QUERIES =
            SqlSection.byTitle(InventoryCoverageIT.class, "coverage.sql");

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Inventory inventory = Inventory.declared();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void every_table_with_a_column_to_erase_is_a_store() {
        assertThat(tablesToErase()).hasSizeGreaterThan(40).isSubsetOf(stores());
    }

    @Test
    void every_store_is_a_table_and_every_column_that_it_sets_is_there() {
        assertThat(stores()).isSubsetOf(list("tables"));
        assertThat(
                        inventory.stores().stream()
                                .flatMap(s ->
                                        s.set().keySet().stream().map(c -> s.name() + "." + c)))
                .isSubsetOf(list("columns"));
    }

    @Test
    void every_reference_to_a_person_starts_at_a_store_or_is_an_exception_with_a_reason() {
        Set<String> open = new TreeSet<>(references());
        open.removeIf(
                reference -> stores().contains(reference.substring(0, reference.lastIndexOf('.'))));
        assertThat(open).containsExactlyElementsOf(lines("references that are no person's"));
    }

    @Test
    void every_reference_to_a_file_is_looked_at_before_a_file_goes() {
        String keys =
                inventory.keys().stream().map(Inventory.Key::sql).collect(Collectors.joining("\n"));
        assertThat(list("references to files"))
                .hasSizeGreaterThan(10)
                .allSatisfy(column ->
                        assertThat(keys + stored())
                                .contains(column.substring(column.lastIndexOf('.') + 1)));
    }

    @Test
    void a_new_table_of_persons_is_missed() {
        jdbc.sql(
                        "CREATE TABLE nicknames (candidate_id bigint REFERENCES candidates,"
                                + " nickname text)")
                .update();
        assertThat(references()).contains("public.nicknames.candidate_id");
        assertThat(stores()).doesNotContain("public.nicknames");

        jdbc.sql(
                        """
                        INSERT INTO compliance.data_classifications
                            (schema_name, table_name, column_name, sensitivity, erase_action, retention_class)
                        VALUES ('public', 'nicknames', 'nickname', 'highly_sensitive', 'null_out', 'candidate_profile')
                        """)
                .update();
        assertThat(tablesToErase()).contains("public.nicknames");
    }

    private String stored() {
        return inventory.stores().stream().map(Store::rows).collect(Collectors.joining("\n"))
                + inventory.queries().values();
    }

    private Set<String> stores() {
        return inventory.stores().stream()
                .map(Store::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> tablesToErase() {
        return list("tables with columns to erase");
    }

    private List<String> references() {
        return list("references to persons");
    }

    private List<String> list(String section) {
        return jdbc.sql(Objects.requireNonNull(QUERIES.get(section))).query(String.class).list();
    }

    private static List<String> lines(String section) {
        return Stream.of(Objects.requireNonNull(QUERIES.get(section)).split("\n", -1))
                .map(line -> line.strip().split(" ", 2)[0])
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
