package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.SqlSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A text put into every column of a person's rows that takes one is nowhere after the erasure. */
class CanaryIT {

    private static final String CANARY = "zqxcanary";
    private static final String ADDRESS = CANARY + "@person.example";

    private static final Map<String, String> QUERIES =
            SqlSection.byTitle(CanaryIT.class, "canary.sql");

    private final PersonFixture rows = new PersonFixture();

    private record Place(String table, String column, String type) {

        String value() {
            if (column.equals("payload")) {
                return Objects.requireNonNull(QUERIES.get("a payload full of it"))
                        .formatted(CANARY);
            }
            return switch (type) {
                case "email_address" -> "'" + ADDRESS + "'";
                case "http_url" -> "'https://" + CANARY + ".example/'";
                case "jsonb", "jsonb_object" -> "'{\"a\": {\"b\": [\"" + CANARY + "\"]}}'";
                case "jsonb_array" -> "'[\"" + CANARY + "\"]'";
                case "bytea" -> "convert_to('" + CANARY + "', 'UTF8')";
                case "_text" -> "ARRAY['" + CANARY + "']";
                default -> "'" + CANARY + " ' || md5(t::text)";
            };
        }
    }

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void it_stands_nowhere_afterwards_and_stood_everywhere_before() {
        Subject person = rows.person(new Extent.Platform());
        List<String> refused = fill(person);
        assertThat(refused).containsExactlyElementsOf(lines("columns that take no text"));
        assertThat(rows.tablesWith(CANARY)).hasSizeGreaterThan(35);
        Subject again = rows.person(new Extent.Platform());
        SubjectMarkers markers = SubjectMarkers.of(List.of(CANARY, ADDRESS), List.of(), List.of());
        ResidualScan scan = new ResidualScan(rows.privacy);
        assertThat(scan.find(markers)).hasSizeGreaterThan(100).allMatch(Residue::certain);

        Erasure.Erased erased = rows.erased(again);
        rows.transactions.inNew(() -> rows.eraser.forget(erased.objects(), PersonFixture.NOW));

        assertThat(scan.find(markers)).isEmpty();
        assertThat(rows.tablesWith(CANARY)).isEmpty();
    }

    private List<String> fill(Subject person) {
        List<String> refused = new ArrayList<>();
        Transactions each =
                new Transactions(new JdbcTransactionManager(rows.database.dataSource()));
        List<String> kept = lines("columns that say nothing of a person");
        for (Place place : places()) {
            String column = place.table() + "." + place.column();
            String condition =
                    rows.inventory.stores().stream()
                            .filter(store -> store.name().equals(place.table()))
                            .findFirst()
                            .orElseThrow()
                            .rows();
            if (kept.contains(column)) {
                continue;
            }
            try {
                int filled =
                        each.inNew(() ->
                                rows.owner
                                        .sql(
                                                "UPDATE %s t SET %s = %s WHERE %s"
                                                        .formatted(
                                                                place.table(),
                                                                place.column(),
                                                                place.value(),
                                                                condition))
                                        .params(person.parameters())
                                        .update());
                assertThat(filled).as(column).isPositive();
            } catch (DataIntegrityViolationException check) {
                refused.add(column);
            }
        }
        return refused;
    }

    private List<Place> places() {
        List<String> stores = rows.inventory.stores().stream().map(Store::name).toList();
        return rows
                .owner
                .sql(Objects.requireNonNull(QUERIES.get("text columns")))
                .query((row, _) ->
                        new Place(
                                row.getString("store"),
                                row.getString("name"),
                                row.getString("type")))
                .list()
                .stream()
                .filter(place -> stores.contains(place.table()))
                .toList();
    }

    private static List<String> lines(String section) {
        return Objects.requireNonNull(QUERIES.get(section))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
    }
}
