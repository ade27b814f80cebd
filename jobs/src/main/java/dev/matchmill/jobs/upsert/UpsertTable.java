package dev.matchmill.jobs.upsert;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How rows of one kind are upserted into a table that has a column {@code id} and a unique
 * constraint over the key: names and expressions of the program's own, never of an input.
 *
 * @param <R> what a row is made from
 */
public final class UpsertTable<R> {

    private final String name;
    private final List<UpsertColumn<R>> keys;
    private final List<UpsertColumn<R>> others;

    private UpsertTable(String name, List<UpsertColumn<R>> keys, List<UpsertColumn<R>> others) {
        this.name = name;
        this.keys = keys;
        this.others = others;
    }

    /** A table without columns, to begin with. */
    public static <R> UpsertTable<R> named(String name) {
        return new UpsertTable<>(name, List.of(), List.of());
    }

    /**
     * With one more column of the key. Its values are comparable, never null, and read as they are
     * written: text and whole numbers do.
     */
    public UpsertTable<R> key(String column, String type, Function<R, @Nullable Object> value) {
        return new UpsertTable<>(name, with(keys, column, type, value, null), others);
    }

    /** With a column that always gets the row's value. */
    public UpsertTable<R> column(String column, String type, Function<R, @Nullable Object> value) {
        return merged(column, type, value, "excluded." + column);
    }

    /** With a column that is set when the row is inserted, and never again. */
    public UpsertTable<R> first(String column, String type, Function<R, @Nullable Object> value) {
        return new UpsertTable<>(name, keys, with(others, column, type, value, null));
    }

    /** With a column that keeps what it has where the row has nothing for it. */
    public UpsertTable<R> kept(String column, String type, Function<R, @Nullable Object> value) {
        return merged(column, type, value, "coalesce(excluded.%s, t.%1$s)".formatted(column));
    }

    /**
     * With a column whose value depends on what the table has.
     *
     * @param update expression over {@code excluded}, the row as it would be inserted, and {@code
     *     t}, the row as it is
     */
    public UpsertTable<R> merged(
            String column, String type, Function<R, @Nullable Object> value, String update) {
        return new UpsertTable<>(name, keys, with(others, column, type, value, update));
    }

    /** As the table is called in SQL. */
    String name() {
        return name;
    }

    /** The columns of the key. */
    List<UpsertColumn<R>> keys() {
        return keys;
    }

    /** All columns, in the order of the statement's arrays. */
    List<UpsertColumn<R>> columns() {
        return Stream.concat(keys.stream(), others.stream()).toList();
    }

    /**
     * The statement; its parameters are one array of text for each column. Gives the id of each row
     * that was written, whether it is new, and its key as text.
     */
    String statement() {
        List<String> names = columns().stream().map(UpsertColumn::name).toList();
        List<String> keyNames = keys.stream().map(UpsertColumn::name).toList();
        List<UpsertColumn<R>> updated =
                others.stream().filter(column -> column.update() != null).toList();
        String all = String.join(", ", names);
        String changed =
                "("
                        + listed(updated, column -> "t." + column.name())
                        + ") IS DISTINCT FROM ("
                        + listed(updated, UpsertColumn::update)
                        + ")";
        return """
        INSERT INTO %s AS t (%s)
        SELECT %s
        FROM unnest(%s) WITH ORDINALITY AS excluded (%s, row_no)
        LEFT JOIN %s AS t ON %s
        WHERE t.id IS NULL
           OR %s
        ORDER BY excluded.row_no
        ON CONFLICT (%s) DO UPDATE
        SET %s
        WHERE %s
        RETURNING id, xmax = 0 AS is_new, %s
        """
                .formatted(
                        name,
                        all,
                        listed(names, column -> "excluded." + column),
                        listed(columns(), column -> "CAST(? AS " + column.type() + "[])"),
                        all,
                        name,
                        keyNames.stream()
                                .map(column -> "t." + column + " = excluded." + column)
                                .collect(joining(" AND ")),
                        changed,
                        String.join(", ", keyNames),
                        listed(updated, column -> column.name() + " = " + column.update()),
                        changed,
                        listed(keyNames, column -> "CAST(" + column + " AS text)"));
    }

    private static <T> String listed(List<T> parts, Function<T, @Nullable String> text) {
        return parts.stream().map(text).collect(joining(", "));
    }

    private static <R> List<UpsertColumn<R>> with(
            List<UpsertColumn<R>> columns,
            String column,
            String type,
            Function<R, @Nullable Object> value,
            @Nullable String update) {
        List<UpsertColumn<R>> more = new ArrayList<>(columns);
        more.add(new UpsertColumn<>(column, type, value, update));
        return List.copyOf(more);
    }
}
