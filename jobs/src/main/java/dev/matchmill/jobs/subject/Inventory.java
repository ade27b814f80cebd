package dev.matchmill.jobs.subject;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything that is kept about a person, store by store in the order of work.
 *
 * @param stores each table once
 * @param keys how the ids are found by which rows belong to a person; each may name earlier ones
 * @param queries further queries by name
 */
public record Inventory(List<Store> stores, List<Key> keys, Map<String, String> queries) {

    public Inventory {
        stores = List.copyOf(stores);
        keys = List.copyOf(keys);
        queries = Collections.unmodifiableMap(new LinkedHashMap<>(queries));
    }

    /**
     * Ids that belong to a person.
     *
     * @param name by which conditions name them
     * @param sql a query of one column of bigint
     */
    public record Key(String name, String sql) {}

    /** As {@code inventory.txt} declares it, which ships with this program. */
    public static Inventory declared() {
        try (InputStream in =
                Objects.requireNonNull(Inventory.class.getResourceAsStream("inventory.txt"))) {
            return InventoryText.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rows of a store that belong to the subject, each as a JSON object of its columns, also
     * those that an erasure keeps; in a repeatable order.
     *
     * @param jdbc as the role of erasure, which reads every store
     */
    public List<String> rows(JdbcClient jdbc, Subject subject, Store store) {
        // Order by the whole row: repeatable, and needs to know no key.
        return jdbc.sql(
                        "SELECT to_jsonb(t)::text FROM %s t WHERE %s ORDER BY 1"
                                .formatted(store.name(), store.rows()))
                .params(subject.parameters())
                .query(String.class)
                .list();
    }

    /** What stands under the name of a further query. */
    String query(String name) {
        return Objects.requireNonNull(queries.get(name), name);
    }
}
