package dev.matchmill.jobs.upsert;

import dev.matchmill.jobs.upsert.UpsertResult.Superseded;
import dev.matchmill.jobs.upsert.UpsertResult.Unchanged;
import dev.matchmill.jobs.upsert.UpsertResult.Written;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes many rows of a table by one statement: arrays in, results out. Rows are taken in the order
 * of their keys, so that writers that meet wait for each other and don't deadlock; of rows with one
 * key the last is taken. Thread-safe.
 *
 * @param <R> what a row is made from
 */
public final class Upsert<R> {

    private final UpsertTable<R> table;
    private final String statement;
    private final JdbcClient jdbc;

    public Upsert(UpsertTable<R> table, JdbcClient jdbc) {
        this.table = table;
        this.statement = table.statement();
        this.jdbc = jdbc;
    }

    /**
     * Writes rows in the caller's transaction.
     *
     * @return one result a row, in their order
     */
    public List<UpsertResult> write(List<R> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        SortedMap<Key, Integer> last = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            last.put(key(rows.get(i)), i);
        }
        List<Integer> taken = List.copyOf(last.values());
        UpsertResult[] results = new UpsertResult[rows.size()];
        Arrays.fill(results, new Superseded());
        taken.forEach(index -> results[index] = new Unchanged());
        List<R> distinct = taken.stream().map(rows::get).toList();
        List<Object> arrays = new ArrayList<>();
        table.columns().forEach(column -> arrays.add(column.texts(distinct, distinct.size())));
        Map<List<String>, Integer> indexes = new HashMap<>();
        last.forEach((key, index) -> indexes.put(key.texts(), index));
        jdbc.sql(statement)
                .params(arrays)
                .query(row -> {
                    int index = Objects.requireNonNull(indexes.get(keyOf(row)));
                    results[index] = new Written(row.getLong("id"), row.getBoolean("is_new"));
                });
        return List.of(results);
    }

    // Behind id and is_new.
    private List<String> keyOf(ResultSet row) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < table.keys().size(); i++) {
            texts.add(row.getString(i + 3));
        }
        return texts;
    }

    private Key key(R row) {
        return new Key(
                table.keys().stream()
                        .map(column ->
                                stored(
                                        Objects.requireNonNull(
                                                column.value().apply(row), column.name())))
                        .toList());
    }

    // As the database keeps it: half a surrogate pair becomes a question mark on the way.
    private static Object stored(Object value) {
        return value instanceof String text
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : value;
    }

    private record Key(List<Object> values) implements Comparable<Key> {

        List<String> texts() {
            return values.stream().map(Object::toString).toList();
        }

        @Override
        public int compareTo(Key other) {
            for (int i = 0; i < values.size(); i++) {
                int order = compare(values.get(i), other.values.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        @SuppressWarnings("unchecked")
        private static int compare(Object one, Object other) {
            return ((Comparable<Object>) one).compareTo(other);
        }
    }
}
