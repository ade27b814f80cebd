package dev.matchmill.jobs.upsert;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of an {@link UpsertTable}.
 *
 * @param type base type in PostgreSQL, which reads the value's text form
 * @param value of a row; its {@code toString} is sent
 * @param update what an existing row gets, in terms of {@code excluded} (the row as it would be
 *     inserted) and {@code t} (the row as it is); null: an existing row keeps what it has
 */
record UpsertColumn<R>(
        String name, String type, Function<R, @Nullable Object> value, @Nullable String update) {

    /** The column's values of all rows, in their order. */
    @Nullable String[] texts(Iterable<R> rows, int count) {
        @Nullable String[] texts = new String[count];
        int next = 0;
        for (R row : rows) {
            Object given = value.apply(row);
            texts[next++] = given == null ? null : given.toString();
        }
        return texts;
    }
}
